import { smoothstep } from '../../../picture/easing.ts'
import type { SubjectLight } from '../../../subject/subject.ts'
import { shadeRows } from '../../paint/canvas.ts'
import { hex, mix, mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { standardMarks } from '../../stage/marks.ts'
import { plainLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow, spotOnPlain } from '../../stage/site.ts'
import type { Mark, Stage } from '../../stage/stage.ts'
import { shaftLayer } from '../../stage/mist.ts'
import { backgroundLayer } from './blurred-room.ts'
import { thingsLayer } from './table-things.ts'

export const tableFraming = { horizon: 0.26, eyeHeight: 0.62 }

const EDGE = 2.1

/** A table seen from one's seat, the room behind it out of focus. */
export function tablePlace(site: Site): Stage {
  const { lens, atmosphere, reading } = site
  const dish: Mark = { fixed: true, distance: 1.28, row: footRow(lens, 1.28), scale: 1.5, mirror: 0.12 }
  const bright = atmosphere.stars < 0.3 && reading.particles !== 'rain'
  const layers: Layer[] = [
    backgroundLayer(site, EDGE),
    ...(bright ? [shaftLayer(site, 4, 0.22)] : []),
    tableLayer(site),
    thingsLayer(site),
  ]
  const air = { distance: 1.6, row: lens.height * 0.4, scale: 0.8, mirror: 0 }
  const tone = mix(
    mix(atmosphere.ambient, atmosphere.key, 0.6),
    [255, 214, 160],
    0.3 + 0.3 * atmosphere.lamps,
  )
  const light: SubjectLight = {
    key: mix(tone, [255, 250, 240], 0.55),
    ambient: mix(tone, [90, 70, 64], 0.45),
    rim: mix([0, 0, 0], atmosphere.glow, 0.4),
    haze: [128, 110, 96],
    hazeAmount: 0,
    direction: site.air.side,
  }
  return {
    layers,
    marks: standardMarks(site, { ground: dish, water: dish, underwater: dish, air, space: air }),
    light,
  }
}

/** Planks of wood with a soft light on them. */
function tableLayer(site: Site): Layer {
  const { lens, texture, atmosphere, air } = site
  const canvas = site.plain(EDGE)
  const wood = ([hex('#a86f43'), hex('#8a5a3a'), hex('#c39a6b')] as const)[site.seed % 3]!
  const level = mix(
    mix(atmosphere.ambient, atmosphere.key, 0.6),
    [255, 196, 130],
    0.25 + 0.3 * atmosphere.lamps,
  )
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const plank = z / 0.23
    const index = Math.floor(plank)
    const tone = 0.84 + 0.32 * readTexture(texture, index * 0.171 + 0.2, 0.37)
    const bend = readTexture(texture, x * 0.16 + index * 0.3, z * 0.4)
    const rings = 0.5 + 0.5 * Math.sin((z * 34 + bend * 26) * 1.0)
    const fibre = readTexture(texture, x * 0.5 + index * 0.41, z * 9) - 0.5
    const joint = Math.min(plank - index, 1 - plank + index) < 0.018 ? 0.62 : 1
    setColour(into, wood)
    const shape = tone * joint * (0.93 + 0.12 * rings + fibre * 0.3)
    const pool = Math.exp(-(((x + air.side * -0.1) / 1.1) ** 2) - ((z - 1.3) / 0.7) ** 2)
    for (let channel = 0; channel < 3; channel++) {
      const value = (into[channel]! * shape * level[channel]! * (0.62 + 0.5 * pool)) / 225
      into[channel] = Math.min(255, value)
    }
    // The varnish mirrors the bright background towards the far edge.
    mixInto(into, atmosphere.glow, 0.16 * smoothstep(1.3, EDGE, z) * (0.5 + fibre))
    into[3] = smoothstep(EDGE, EDGE * 0.985, z)
  })
  return plainLayer(plateOf(canvas), EDGE)
}
