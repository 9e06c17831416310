import { clamp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import { mix, setColour } from '../paint/colour.ts'
import { createCanvas, shadeRows } from '../paint/canvas.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import type { Layer } from '../stage/layer.ts'
import { heave, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'

/**
 * Rows of high waves that rise and fall against each other, as on a painted stage; crests break into foam.
 * @param height Of the nearest wave, as a share of the composition's unit.
 */
export function swellLayers(site: Site, distances: readonly number[], height: number): Layer[] {
  return distances.map((distance, order) => waveLayer(site, distance, order, height))
}

function waveLayer(site: Site, distance: number, order: number, height: number): Layer {
  const { lens, texture, air } = site
  const random = createRandom(site.seed ^ (0x77617665 + order))
  const scale = (lens.unit * 1.4) / distance
  const tall = Math.min(height * lens.unit, height * scale)
  const foot = footRow(lens, distance)
  const bounds = site.path.uprightBounds(lens, distance)
  const spare = lens.unit * 0.08
  const canvas = createCanvas({
    left: bounds.left - spare,
    right: bounds.right + spare,
    top: Math.max(bounds.top, foot - tall * 1.9),
    bottom: Math.min(bounds.bottom + spare, foot + tall * 3 + lens.unit * 0.1),
  })
  const phase = random() * 6.28
  const long = scale * 1.15
  const crest = (x: number) => {
    const swing = Math.sin(x / (long * 0.42) + phase) + 0.55 * Math.sin(x / (long * 0.23) + phase * 2.1)
    const rough = readTexture(texture, x / (long * 2.2), order * 0.37) - 0.5
    // Peaks are sharper than troughs.
    return foot - tall * (0.55 + 0.42 * swing + 0.16 * swing * Math.abs(swing) + rough * 0.9)
  }
  const deep = air.hazed(air.lit([26, 62, 78], 0.5), distance, lens.width / 2)
  const face = air.hazed(air.lit([58, 122, 128], 0.8), distance, lens.width / 2)
  const foam = air.hazed(air.lit([236, 244, 246], 0.9), distance, lens.width / 2)
  let column = NaN
  let edge = 0
  let slope = 0
  const columns = crestTable(crest, canvas.left, canvas.width)
  shadeRows(canvas, (x, y, into) => {
    if (x !== column) {
      column = x
      edge = columns[x - canvas.left - 0.5]!
      slope = (columns[Math.min(columns.length - 1, x - canvas.left + 3.5)]! - edge) / 4
    }
    const below = y - edge
    into[3] = clamp(below + 0.5, 0, 1)
    if (below < -1) return
    const depth = below / (tall * 1.5)
    const streak = readTexture(texture, (x + below * 1.4) / (long * 0.9), below / (tall * 1.7) + order * 0.31)
    const lit = clamp(0.75 - depth * 0.75 + slope * air.side * 0.5 + (streak - 0.5) * 0.9, 0, 1)
    const lace = smoothstep(0.56, 0.7, streak + 0.2 * Math.exp(-depth * 5)) * Math.exp(-depth * 1.7)
    const lip =
      smoothstep(0.09, 0, depth) * smoothstep(0.3, 0.62, readTexture(texture, x / (long * 0.5), 0.7))
    setColour(into, mix(mix(deep, face, lit), foam, clamp(0.75 * lace + 0.9 * lip, 0, 1)))
  })
  const motion = heave(tall * 0.28, lens.unit * 0.05, 3.4 + order * 0.7, phase + order * 1.9)
  return uprightLayer(plateOf(canvas), distance, motion)
}

function crestTable(crest: (x: number) => number, left: number, width: number): Float64Array {
  return Float64Array.from({ length: width }, (_, column) => crest(left + column + 0.5))
}
