import { lerp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import type { Canvas } from '../paint/canvas.ts'
import { glaze, shadeRows } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { readTexture } from '../paint/texture.ts'
import { outdoorLight } from '../actors/subject-light.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import { glowLayer } from '../stage/glow.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { plainLayer, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow, spotOnPlain } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { paintLamp } from '../town/lamp.ts'
import { paintSign } from '../town/sign.ts'
import { paintTower, towerAt, towerLook } from '../town/tower.ts'
import { waterLayer } from '../water/water-layer.ts'

export const cityFraming = { horizon: 0.58, eyeHeight: 0.26 }

const QUAY = 1

/** Distance of the shore on which the city stands. */
const SHORE = 13

/** A skyline across the water, seen from a quay with lamps. */
export function cityPlace(site: Site): Stage {
  const { lens, reading, atmosphere } = site
  const layers: Layer[] = [
    ...buildSky(site),
    skylineLayer(
      site,
      [
        { distance: 60, tall: 0.2, low: 0.16 },
        { distance: 38, tall: 0.3, low: 0.22 },
      ],
      46,
    ),
    skylineLayer(
      site,
      [
        { distance: 24, tall: 0.36, low: 0.2 },
        { distance: 15, tall: 0.2, low: 0.16 },
      ],
      18,
    ),
    ...(atmosphere.lamps > 0.4 ? [glowLayer(site, 14, lens.horizon, atmosphere.lamps * 0.22)] : []),
    waterLayer(site, {
      shoreDistance: SHORE,
      roughness: reading.particles === 'rain' ? 0.7 : 0.5,
      mirror: 0.8,
      colour: [40, 62, 76],
      speed: 0.07,
    }),
    quayLayer(site),
    ...railingLayers(site),
  ]
  const water = { distance: 4, row: footRow(lens, 4), scale: 0.8, mirror: 0.5 }
  const ground = { distance: QUAY * 0.84, row: footRow(lens, QUAY * 0.84), scale: 0.95, mirror: 0 }
  return {
    layers,
    marks: standardMarks(site, { water, underwater: water, ground }),
    light: outdoorLight(site, 0.8),
  }
}

/** Rows of towers near enough to each other to move as one, the far ones first. */
function skylineLayer(site: Site, rows: readonly Row[], distance: number): Layer {
  const canvas = site.sheet(distance, { bottom: footRow(site.lens, SHORE) + 12 })
  for (const row of rows) paintRow(site, canvas, row)
  return uprightLayer(plateOf(canvas), distance)
}

/** How high its towers are in the middle and at the sides, in units. */
type Row = { readonly distance: number; readonly tall: number; readonly low: number }

/** A row of towers, higher towards a centre that stands off the middle of the frame. */
function paintRow(site: Site, canvas: Canvas, { distance, tall, low }: Row): void {
  const { lens, lean, atmosphere, reading } = site
  const foot = footRow(lens, SHORE) + 12
  const random = createRandom(site.seed ^ (distance * 131))
  const right = canvas.left + canvas.width * canvas.step
  const middle = lens.width / 2 - lean * lens.width * 0.14
  const look = towerLook(site, distance)
  let x = canvas.left - 20
  while (x < right) {
    const width = lens.unit * lerp(0.035, 0.1, random()) * lerp(0.7, 1.2, 15 / distance)
    const centre = Math.exp(-(((x - middle) / (lens.width * 0.3)) ** 2))
    const height = lens.unit * (low * (0.45 + 0.7 * random()) + tall * centre * (0.25 + random()))
    const tower = towerAt(x, width, foot, height + 12, lens.unit, random)
    paintTower(canvas, tower, look)
    if (reading.time === 'neon' && distance < 40 && random() < 0.4) {
      const signX = tower.left + width * lerp(0.2, 0.8, random())
      paintSign(canvas, signX, tower.top + height * 0.12, height * 0.34, random)
    }
    x += width * (0.86 + 0.3 * random()) + (random() < 0.14 ? width * 0.5 : 0)
  }
  glaze(canvas, mix(atmosphere.haze, atmosphere.hazeTowardsSun, 0.4), (_x, y) => {
    const rise = (foot - y) / (lens.unit * 0.3)
    return (0.05 + 0.2 * reading.fog) * smoothstep(1.2, 0, rise) * smoothstep(8, 60, distance)
  })
}

/** The stone pavement of the quay, wet when it rains. */
function quayLayer(site: Site): Layer {
  const { lens, texture, air } = site
  const farthest = QUAY
  const canvas = site.plain(farthest)
  const wet = site.reading.particles === 'rain'
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const slab = 0.3
    const course = Math.floor(z / (slab * 0.6))
    const across = x / slab + (course % 2) * 0.5
    const joint = Math.min(
      Math.abs(across - Math.round(across)) * slab,
      Math.abs(z / (slab * 0.6) - Math.round(z / (slab * 0.6))) * slab * 0.6,
    )
    const tone =
      0.9 +
      0.2 * readTexture(texture, Math.floor(across) * 0.137 + 0.3, course * 0.211) +
      0.3 * (readTexture(texture, x * 1.9, z * 1.9) - 0.5)
    setColour(into, z > farthest * 0.955 ? [150, 146, 140] : [132, 128, 124])
    const dark = joint < 0.006 * (0.6 + z) ? 0.7 : 1
    for (let channel = 0; channel < 3; channel++)
      into[channel] = into[channel]! * tone * dark * (wet ? 0.55 : 1)
    air.litInto(into, 0.5, 0.9)
    into[3] = smoothstep(farthest, farthest * 0.99, z)
  })
  return plainLayer(plateOf(canvas), farthest)
}

function railingLayers(site: Site): Layer[] {
  const { lens, air, atmosphere } = site
  const distance = QUAY * 0.96
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { bottom: foot + 6 })
  const right = canvas.left + canvas.width * canvas.step
  const scale = lens.focal / distance
  const high = scale * 0.11
  const iron = air.lit([74, 78, 84], 0.3)
  const bar = Math.max(1.4, scale * 0.008)
  for (let x = canvas.left; x < right; x += scale * 0.036) {
    fillPath(canvas, [rectangle(x, foot - high, x + bar, foot)], iron)
  }
  for (const rise of [0.12, 0.95]) {
    const y = foot - high * rise
    fillPath(
      canvas,
      [rectangle(canvas.left, y - bar * 1.3, right, y + bar * 1.3)],
      mix(iron, air.lit([180, 184, 190], 0.8), rise * 0.35),
    )
  }
  for (let post = -3; post <= 3; post++) {
    const x = lens.width / 2 + (post + 0.5 * site.lean) * scale * 0.8
    fillPath(canvas, [rectangle(x - bar * 2, foot - high * 1.12, x + bar * 2, foot + 2)], iron)
    if (post % 2 !== 0) paintLamp(canvas, site, x, foot, scale * 0.5, atmosphere.lamps)
  }
  return [uprightLayer(plateOf(canvas), distance)]
}
