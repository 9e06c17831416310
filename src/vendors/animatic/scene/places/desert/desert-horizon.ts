import { smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import type { Rgb } from '../../../subject/subject.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { fillPath } from '../../paint/path.ts'
import { mix, setColour } from '../../paint/colour.ts'
import { landLayer } from '../../stage/ground.ts'
import type { Layer } from '../../stage/layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import { duneRelief, sand } from '../../terrain/dunes.ts'
import type { SandLook } from '../../terrain/dunes.ts'
import { erodedRelief } from '../../terrain/relief.ts'
import type { Relief, Slice } from '../../terrain/survey.ts'
import type { Kind } from './desert-kinds.ts'

/** What closes the view: far dunes, table mountains, a worn range, or pyramids. */
export function horizonLayer(site: Site, kind: Kind, look: SandLook): Layer {
  const { seed } = site
  const slice: Slice = { near: 26, far: 80 }
  const low = seed & 0xffff
  const dunes = site.reading.features.has('pyramid') ? 1.4 : 4.2
  const relief: Relief = (x, z, footprint) => {
    const rise = smoothstep(26, 38, z)
    if (kind === 'dunes') return duneRelief(low + 9, dunes, 16)(x, z, footprint) * rise
    if (kind === 'canyon') {
      const table = fractalNoise(x * 0.085 + 3, z * 0.06, low, 5, 0.42)
      const steps =
        smoothstep(0.52, 0.535, table) * 6 +
        smoothstep(0.45, 0.47, table) * 1.6 +
        smoothstep(0.58, 0.59, table) * 2.4
      return rise * (steps + erodedRelief(x * 0.2, z * 0.2, low, 4) * 0.7)
    }
    const worn = erodedRelief(x * 0.06 + 9, z * 0.06, low, footprint > 0.12 ? 6 : 8)
    return rise * (kind === 'savanna' ? 2.6 : 6) * worn
  }
  return landLayer(
    site,
    slice,
    relief,
    sand(site, { ...look, ripple: 0 }),
    (canvas) => {
      if (site.reading.features.has('pyramid')) paintPyramids(site, canvas)
    },
    34,
  )
}

function paintPyramids(site: Site, canvas: Canvas): void {
  const { lens, air, lean } = site
  for (const [aside, size, distance] of [
    [0.34, 0.2, 22],
    [0.16, 0.13, 26],
    [0.46, 0.09, 30],
  ] as const) {
    const x = lens.width / 2 - lean * lens.width * aside
    const foot = footRow(lens, distance * 0.8)
    const tall = size * lens.unit
    const ridge = x + air.side * -tall * 0.22
    const face = (direct: number) => air.hazed(air.lit([226, 186, 128], direct), distance * 0.5, x)
    const courses = (colour: Rgb) => (_px: number, py: number, into: Float64Array) => {
      setColour(into, mix(colour, air.lit([120, 92, 64], 0.2), ((py / (tall * 0.028)) % 1) * 0.16))
    }
    fillPath(
      canvas,
      [[x, foot - tall, x - tall * 0.82, foot, ridge, foot + tall * 0.03]],
      courses(face(air.side < 0 ? 1 : 0.15)),
    )
    fillPath(
      canvas,
      [[x, foot - tall, ridge, foot + tall * 0.03, x + tall * 0.82, foot]],
      courses(face(air.side > 0 ? 1 : 0.15)),
    )
  }
}
