import { smoothstep } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import { shadeRows } from '../paint/canvas.ts'
import { chosen, hex, mix, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import type { Layer } from '../stage/layer.ts'
import { plainLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { spotOnPlain } from '../stage/site.ts'
import { veilLayer } from '../stage/veil-layer.ts'
import type { Opening } from './opening.ts'
import { WALL_DISTANCE } from './opening.ts'

const WOODS: readonly Rgb[] = [hex('#b98a5e'), hex('#9c7350')]
const RUGS: readonly Rgb[] = [hex('#a85448'), hex('#48607c'), hex('#c4b08e'), hex('#5c7460')]

/** Boards that run away from the camera, a rug, and the window's light on them. */
export function floorLayer(site: Site, opening: Opening): Layer {
  const { lens, texture, atmosphere } = site
  const canvas = site.plain(WALL_DISTANCE)
  const wood = chosen(WOODS, site.seed)
  const rug = chosen(RUGS, site.seed)
  const { key, lamps, stars } = atmosphere
  const ambient = mix(atmosphere.ambient, key, 0.4)
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const board = Math.floor(x / 0.17)
    const length = z / 1.1 + board * 0.37
    const tone = 0.82 + 0.36 * readTexture(texture, board * 0.173 + 0.1, Math.floor(length) * 0.31)
    const grain = readTexture(texture, x * 3.4 + board * 0.3, z * 0.3) - 0.5
    const aside = x / 0.17 - board
    const joint = Math.min(aside, 1 - aside) < 0.03 || length - Math.floor(length) < 0.012 ? 0.72 : 1
    setColour(into, wood)
    for (let channel = 0; channel < 3; channel++) {
      into[channel] = into[channel]! * tone * joint * (1 + grain * 0.3)
    }
    const onRug = Math.max(Math.abs(x - site.lean * 0.1) / 1.05, Math.abs(z - 1.75) / 0.62)
    if (onRug < 1) {
      const border = onRug > 0.86 && onRug < 0.93
      const weave = readTexture(texture, x * 5, z * 5) - 0.5
      setColour(into, border ? mix(rug, [250, 240, 220], 0.6) : mix(rug, [40, 30, 30], 0.12 + weave * 0.3))
    }
    const patch = windowLight(site, opening, x, z) * (1 - stars * 0.7)
    for (let channel = 0; channel < 3; channel++) {
      const scattered = ambient[channel]! * (0.62 + 0.2 * smoothstep(0.6, 2.8, z)) + lamps * 70
      into[channel] = Math.min(255, (into[channel]! * (scattered + key[channel]! * patch)) / 205)
    }
  })
  return plainLayer(plateOf(canvas), WALL_DISTANCE)
}

/** Sunlight in the dust of the room, from the window towards the floor; none when there is no sun. */
export function beamLayers(site: Site, opening: Opening): Layer[] {
  const { lens, air, atmosphere, reading } = site
  if (reading.particles === 'rain' || reading.time === 'overcast' || reading.time === 'storm') return []
  const strength = 0.3 * Math.min(0.9, atmosphere.glowStrength) * (atmosphere.stars > 0.5 ? 0.5 : 1)
  const width = opening.right - opening.left
  const beam = veilLayer(site, {
    distance: 2.2,
    colour: atmosphere.glow,
    top: opening.top,
    bottom: lens.height,
    breath: (seconds) => 0.85 + 0.15 * Math.sin(seconds * 0.6),
    opacity(x, y) {
      const down = (y - opening.top) / lens.unit
      const share = (x + air.side * down * lens.unit * 0.55 - opening.left) / width
      const pane = 0.55 + 0.45 * Math.cos((share * 3 - 0.5) * 2 * Math.PI)
      const inside = smoothstep(-0.1, 0.08, share) * smoothstep(1.1, 0.92, share)
      return strength * inside * pane * smoothstep(1.15, 0.15, down) * smoothstep(-0.02, 0.12, down)
    },
  })
  return [beam]
}

/** Where the panes of the window throw their light: slanted away from the side of the sun. */
function windowLight({ lens, air }: Site, opening: Opening, x: number, z: number): number {
  const scale = WALL_DISTANCE / lens.focal
  const left = (opening.left - lens.width / 2) * scale
  const right = (opening.right - lens.width / 2) * scale
  const back = WALL_DISTANCE - z
  const share = (x + air.side * back * 0.55 - left) / (right - left)
  const along = (back - 0.35) / 1.25
  const inX = smoothstep(-0.02, 0.03, share) * smoothstep(1.02, 0.97, share)
  const inZ = smoothstep(-0.04, 0.06, along) * smoothstep(1.05, 0.9, along)
  const bar = Math.abs(share * 3 - Math.round(share * 3)) < 0.05 ? 0.35 : 1
  return inX * inZ * bar
}
