import { yuvOfRgb } from '../../picture/planar-frame.ts'
import { createRandom } from '../../picture/random.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import type { Rgb } from '../../subject/subject.ts'
import { uprightPlacement } from '../plate/view.ts'
import type { Layer } from './layer.ts'
import type { Site } from './site.ts'

type Fish = { readonly x: number; readonly y: number; readonly size: number; readonly phase: number }

/** Small fish far away, dark against the light, swimming together. */
export function shoalLayer(site: Site, distance: number, count: number, row: number): Layer {
  const { lens, lean } = site
  const random = createRandom(site.seed ^ (distance * 331))
  const fishes: Fish[] = Array.from({ length: count }, () => ({
    x: (random() + random() - 1) * lens.unit * 0.36,
    y: (random() + random() - 1) * lens.unit * 0.1,
    size: ((lens.unit * 0.07) / distance) * (0.8 + 0.6 * random()) * 2,
    phase: random() * 6.28,
  }))
  const direction = lean
  const dark: Rgb = site.atmosphere.stars > 0.5 ? [16, 44, 66] : [34, 96, 122]
  const colour = yuvOfRgb(...dark)
  const speed = (lens.unit * 0.18) / Math.sqrt(distance)
  const from = lens.width / 2 - direction * lens.unit * 0.5
  return {
    distance,
    draw({ frame }, { pose, seconds }) {
      const placement = uprightPlacement(lens, pose, distance)
      for (const fish of fishes) {
        const wave = Math.sin(seconds * 0.8 + fish.phase)
        const x = placement.frameX(
          from + direction * speed * seconds + fish.x + wave * lens.unit * 0.012,
          row,
        )
        const y = placement.frameY(
          row + fish.y + Math.sin(seconds * 1.1 + fish.phase * 2) * lens.unit * 0.008,
        )
        drawFish(frame, x, y, fish.size * pose.zoom, direction, seconds * 7 + fish.phase, colour)
      }
    },
  }
}

/** A body like a leaf and a tail that beats. */
function drawFish(
  frame: PlanarFrame,
  x: number,
  y: number,
  length: number,
  direction: number,
  beat: number,
  [luma, blue, red]: readonly [number, number, number],
): void {
  const half = length / 2
  const tail = Math.sin(beat) * 0.3
  for (let row = Math.floor(y - length * 0.3); row <= y + length * 0.3; row++) {
    if (row < 0 || row >= frame.height) continue
    for (let column = Math.floor(x - half * 1.5); column <= x + half * 1.5; column++) {
      if (column < 0 || column >= frame.width) continue
      const along = ((column + 0.5 - x) / half) * direction
      const across = (row + 0.5 - y) / half
      const body = along > -0.8 ? 0.34 * Math.sqrt(Math.max(0, (1 - along) * (along + 0.8))) * 0.9 : 0
      const fin = along < -0.6 && along > -1.4 ? 0.12 + (-0.6 - along) * 0.36 : 0
      const bent = across - (along < 0 ? tail * along * along * 0.3 : 0)
      const inside = (Math.max(body, fin) - Math.abs(bent)) * half
      const share = Math.min(1, Math.max(0, inside + 0.5)) * 0.75
      if (share <= 0) continue
      const at = row * frame.width + column
      frame.y[at] = frame.y[at]! + (luma - frame.y[at]!) * share
      if (((row | column) & 1) !== 0) continue
      const chroma = (row >> 1) * (frame.width >> 1) + (column >> 1)
      frame.u[chroma] = frame.u[chroma]! + (blue - frame.u[chroma]!) * share
      frame.v[chroma] = frame.v[chroma]! + (red - frame.v[chroma]!) * share
    }
  }
}
