import type { Plate } from '../plate/plate.ts'
import { coverBy, drawPlate } from '../plate/plate-drawing.ts'
import type { Placement } from '../plate/view.ts'
import { FAR, plainPlacement, uprightPlacement } from '../plate/view.ts'
import type { Layer, Moment } from './layer.ts'

/** Movement of a plate of its own, beside the camera's. */
export type Motion = (placement: Placement, moment: Moment) => Placement

/** A painted sheet that stands upright at a distance. */
export function uprightLayer(plate: Plate, distance: number, motion: Motion = still): Layer {
  return plateLayer(plate, distance, (moment) =>
    motion(uprightPlacement(moment.lens, moment.pose, distance), moment),
  )
}

/** A painted plain on which near rows move more than far ones. */
export function plainLayer(plate: Plate, farthest: number, motion: Motion = still): Layer {
  return plateLayer(plate, farthest, (moment) =>
    motion(plainPlacement(moment.lens, moment.pose, farthest), moment),
  )
}

/** Slides sideways at a steady pace, in pixels per second. */
export function drift(pixelsPerSecond: number): Motion {
  return (placement, { seconds }) => shifted(placement, () => pixelsPerSecond * seconds)
}

/**
 * Bends in the wind, the more the higher above the foot.
 * @param reach Pixels that a point one `height` above the foot moves at most.
 */
export function sway(footY: number, height: number, reach: number, phase: number): Motion {
  return (placement, { seconds }) => {
    const gust = Math.sin(seconds * 1.25 + phase) + 0.45 * Math.sin(seconds * 2.9 + phase * 2.3)
    return shifted(placement, (plateY) => {
      const rise = Math.max(0, (footY - plateY) / height)
      return reach * gust * 0.7 * rise * rise
    })
  }
}

/** Rises and falls, and rocks aside a quarter turn later, as things on waves do. Amounts in pixels. */
export function heave(up: number, aside: number, periodSeconds: number, phase: number): Motion {
  return (placement, { seconds }) => {
    const turn = (seconds / periodSeconds) * 2 * Math.PI + phase
    const down = up * Math.sin(turn)
    const moved = shifted(placement, () => aside * Math.cos(turn))
    return {
      ...moved,
      at(frameY, into) {
        moved.at(frameY - down, into)
      },
      frameY: (plateY) => moved.frameY(plateY) + down,
    }
  }
}

function still(placement: Placement): Placement {
  return placement
}

function shifted(placement: Placement, shiftAt: (plateY: number) => number): Placement {
  return {
    ...placement,
    at(frameY, into) {
      placement.at(frameY, into)
      into[1] = into[1]! - shiftAt(into[0]!)
    },
    frameX: (plateX, plateY) => placement.frameX(plateX + shiftAt(plateY), plateY),
  }
}

function plateLayer(plate: Plate, distance: number, place: (moment: Moment) => Placement): Layer {
  return {
    distance: Math.min(distance, FAR),
    draw(sheet, moment, cover) {
      drawPlate(sheet.target, plate, place(moment), cover)
    },
    hide(moment, cover, into) {
      coverBy(plate, place(moment), cover, into)
    },
  }
}
