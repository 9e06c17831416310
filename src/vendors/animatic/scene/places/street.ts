import { clamp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { shadeRows } from '../paint/canvas.ts'
import { mixInto, setColour } from '../paint/colour.ts'
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
import type { Marks, Stage } from '../stage/stage.ts'
import { facadeAt } from '../town/facade.ts'
import type { House } from '../town/house.ts'
import { HALF_ROAD, HALF_STREET, paintHouse } from '../town/house.ts'
import { dressHouse } from '../town/shop.ts'
import { paintLamp } from '../town/lamp.ts'
import type { Sheen } from '../water/sheen-layer.ts'
import { sheenLayer } from '../water/sheen-layer.ts'

export const streetFraming = { horizon: 0.57, eyeHeight: 0.26, parallax: 0.4 }

/** A street that runs away from the camera between two rows of houses; in a water town, a canal. */
export function streetPlace(site: Site): Stage {
  const { atmosphere, lens, reading } = site
  const houses = [...rowOfHouses(site, -1), ...rowOfHouses(site, 1)].sort((a, b) => b.near - a.near)
  const cuts = [40, 5, 2.4, 1.35, 0.7]
  const rows = cuts.slice(1).map((near, index) => ({ near, far: cuts[index]! }))
  const layers: Layer[] = [...buildSky(site), closingLayer(site)]
  if (atmosphere.lamps > 0.4) layers.push(glowLayer(site, 30, lens.horizon, atmosphere.lamps * 0.5))
  layers.push(groundLayer(site), ...rows.map((row) => houseLayer(site, houses, row)))
  const sheen = sheenOf(reading, atmosphere.lamps)
  if (sheen.strength > 0) layers.push(sheenLayer(site, sheen))
  return { layers, marks: marksOf(site, sheen), light: outdoorLight(site, 0.9) }
}

/** How wet the street is: in rain, a little on bright nights, and a canal always. */
function sheenOf({ features, particles }: Site['reading'], lamps: number): Sheen {
  const base = { halfStreet: HALF_STREET, halfWidth: HALF_STREET, speed: 0 }
  if (features.has('canal')) return { ...base, halfWidth: HALF_ROAD, strength: 0.8, speed: 0.03 }
  return { ...base, strength: particles === 'rain' ? 0.5 : lamps > 0.9 ? 0.26 : 0 }
}

function marksOf(site: Site, sheen: Sheen): Marks {
  const { lens, lean } = site
  const ground = { distance: 1.5, row: footRow(lens, 1.5), scale: 1, mirror: sheen.strength * 0.5 }
  if (!site.reading.features.has('canal')) return standardMarks(site, { ground })
  const quay = { ...ground, mirror: 0, aside: (lean * (HALF_ROAD + 0.2) * lens.focal) / 1.5 }
  // Boats are drawn over the canal's mirror image; they bring their own.
  const water = { distance: 0.88, row: footRow(lens, 1.6), scale: 0.8, mirror: 0 }
  return standardMarks(site, { ground: quay, water, underwater: water })
}

function rowOfHouses(site: Site, side: -1 | 1): House[] {
  const random = createRandom(site.seed ^ (side * 0x686f7573))
  const houses: House[] = []
  let behind = 0
  for (let z = 0.4; z < 40;) {
    const facade = facadeAt(site, random)
    const grown = z > 8 ? { ...facade, length: facade.length * 2 } : facade
    houses.push({ ...grown, side, near: z, far: z + grown.length, behind })
    const gap = random() < 0.15 ? 0.3 : 0
    behind = gap > 0 ? 0 : Math.max(0, grown.height - 0.3)
    z += grown.length + gap
  }
  return houses
}

/** Towers that close the street far away. */
function closingLayer(site: Site): Layer {
  const { lens, air } = site
  const distance = 45
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { bottom: foot + 10 })
  const random = createRandom(site.seed ^ 0x636c6f73)
  const tall = site.reading.features.has('eastern') ? 0.05 : 0.2
  for (let index = 0; index < 16; index++) {
    const x = lens.width / 2 + (index - 7.5) * lens.unit * 0.035
    const height = lens.unit * tall * (0.5 + random())
    const colour = air.hazed(air.lit([150, 152, 160], 0.3), 16 + 14 * random(), x)
    fillPath(
      canvas,
      [rectangle(x - lens.unit * 0.022, foot - height, x + lens.unit * 0.022, foot + 10)],
      colour,
    )
  }
  return uprightLayer(plateOf(canvas), distance)
}

function houseLayer(
  site: Site,
  houses: readonly House[],
  row: { readonly near: number; readonly far: number },
): Layer {
  const distance = Math.max(1, Math.sqrt(row.near * row.far))
  const canvas = site.sheet(distance)
  const random = createRandom(site.seed ^ Math.round(row.near * 100))
  for (const house of houses) {
    // A house stands in the row in which it ends, cut where the next row begins; rows overlap a little.
    const near = Math.max(house.near, row.near * 0.94)
    const far = Math.min(house.far, row.far)
    if (near >= far) continue
    paintHouse(site, canvas, house, near, far, house.near >= row.near * 0.94)
    dressHouse(site, canvas, house, near, far, random)
  }
  if (!site.reading.features.has('eastern')) lightStreet(site, canvas, row)
  return uprightLayer(plateOf(canvas), distance)
}

/** Lamps on both pavements, as far apart as houses are long. */
function lightStreet(site: Site, canvas: Canvas, row: { readonly near: number; readonly far: number }): void {
  const { lens, atmosphere } = site
  const step = 1.9
  for (let z = Math.ceil(row.near / step) * step; z < row.far; z += step) {
    for (const side of [-1, 1]) {
      const x = lens.width / 2 + (side * (HALF_ROAD + 0.08) * lens.focal) / z
      paintLamp(canvas, site, x, footRow(lens, z), (0.78 * lens.focal) / z, atmosphere.lamps)
    }
  }
}

/** Asphalt with markings between kerbs and pavements. */
function groundLayer(site: Site): Layer {
  const { lens, texture, air, reading } = site
  const farthest = 40
  const canvas = site.plain(farthest)
  const wet = reading.particles === 'rain' ? 0.55 : 1
  const canal = reading.features.has('canal')
  const paved = reading.features.has('eastern') || canal
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const aside = Math.abs(x)
    const grain = readTexture(texture, x * 1.4, z * 1.4) - 0.5
    const fine = readTexture(texture, x * 6, z * 6) - 0.5
    const soft = 0.002 + z * 0.0022
    if (canal && aside < HALF_ROAD) setColour(into, aside > HALF_ROAD - 0.03 ? [120, 116, 108] : [54, 84, 82])
    else if (paved) setColour(into, stoneColour(texture, x, z))
    else if (aside < HALF_ROAD) {
      setColour(into, [92, 94, 98])
      const dash = smoothstep(soft, -soft, Math.abs(x) - 0.018) * ((z * 0.9) % 1 < 0.55 ? 1 : 0)
      const edge = smoothstep(soft, -soft, Math.abs(aside - HALF_ROAD * 0.93) - 0.014)
      const stripe = z > 2.3 && z < 3 && ((aside + 10) * 5.2) % 1 < 0.55 && aside < HALF_ROAD * 0.86 ? 1 : 0
      mixInto(into, [224, 222, 212], clamp(dash + edge + stripe, 0, 1) * (0.75 + grain))
    } else {
      const slab = Math.min(
        Math.abs(x / 0.2 - Math.round(x / 0.2)) * 0.2,
        Math.abs(z / 0.26 - Math.round(z / 0.26)) * 0.26,
      )
      setColour(
        into,
        aside < HALF_ROAD + 0.05
          ? [176, 172, 166]
          : slab < 0.004 + soft * 0.3
            ? [118, 114, 110]
            : [154, 150, 144],
      )
    }
    const tone = (1 + grain * 0.24 + fine * 0.16) * wet
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    air.litInto(into, 0.34, 0.9)
    air.hazeInto(into, z * 0.8, column, 0)
  })
  return plainLayer(plateOf(canvas), farthest)
}

function stoneColour(texture: Site['texture'], x: number, z: number): Rgb {
  const course = Math.floor(z / 0.2)
  const across = x / 0.3 + (course % 2) * 0.5
  const tone = 0.82 + 0.36 * readTexture(texture, Math.floor(across) * 0.131, course * 0.173)
  const joint = across - Math.floor(across) < 0.04 || z / 0.2 - course < 0.05 ? 0.7 : 1
  return [142 * tone * joint, 138 * tone * joint, 130 * tone * joint]
}
