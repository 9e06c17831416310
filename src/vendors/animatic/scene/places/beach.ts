import { lerp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import { paintTuft } from '../flora/grass.ts'
import { lookAt } from '../flora/look.ts'
import { paintPalm, paintPalmFrond } from '../flora/palm.ts'
import { shadeRows } from '../paint/canvas.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { plainLayer, sway, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow, spotOnPlain } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { paintRock } from '../terrain/rock.ts'
import { scatter } from '../terrain/scatter.ts'
import { surfLayers } from '../water/surf.ts'
import { waterLayer } from '../water/water-layer.ts'
import { islandLayer } from './ocean.ts'

export const beachFraming = { horizon: 0.48, eyeHeight: 0.3, follow: 0.6 }

const PALM = { light: [122, 168, 72], shade: [40, 82, 50], wood: [120, 96, 72] } as const

/** Sand in front, surf running up it, the sea beyond, and palms leaning in from one side. */
export function beachPlace(site: Site): Stage {
  const { lens } = site
  const shore = (x: number) => 2.15 + 0.25 * Math.sin(x * 0.55 + 1) + 0.14 * Math.sin(x * 1.7)
  const layers: Layer[] = [
    ...buildSky(site),
    islandLayer(site),
    waterLayer(site, {
      shoreDistance: 60,
      roughness: 0.95,
      mirror: 0.58,
      colour: [38, 138, 150],
      speed: 0.1,
    }),
    sandLayer(site, shore),
    ...surfLayers(site, shore, 5),
    palmLayer(site, 2.6),
    frondLayer(site),
  ]
  const water = { distance: 4.4, row: footRow(lens, 4.4), scale: 0.8, mirror: 0.4 }
  return { layers, marks: standardMarks(site, { water, underwater: water }) }
}

function sandLayer(site: Site, shore: (x: number) => number): Layer {
  const { texture, air, lens } = site
  const farthest = 5
  const canvas = site.plain(farthest)
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const grain = readTexture(texture, x * 0.8, z * 0.7) - 0.5
    const fine = readTexture(texture, x * 5, z * 3.6) - 0.5
    const above = shore(x) + grain * 0.16 - z
    into[3] = smoothstep(-0.04, 0.05, above)
    if (into[3] <= 0) return
    const ripple = Math.sin(z * 40 + x * 8 + grain * 16) * smoothstep(3, 1, z)
    const damp = smoothstep(0.62, 0.08, above)
    setColour(into, [240, 219, 178])
    mixInto(into, [158, 134, 104], damp * 0.8)
    const tone = 1 + grain * 0.2 + fine * 0.2 + ripple * 0.04 * (1 - damp)
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    air.litInto(into, 0.6 + ripple * 0.07, 1)
    // Wet sand mirrors a little of the sky.
    mixInto(into, site.atmosphere.sky[2], damp * smoothstep(0, 0.3, above) * 0.35)
    air.hazeInto(into, z, column, 0)
  })
  dress(site, canvas, shore)
  return plainLayer(plateOf(canvas), farthest)
}

/** Stones, shells and tufts of dune grass on the dry sand. */
function dress(site: Site, canvas: Canvas, shore: (x: number) => number): void {
  const { lens, texture } = site
  const random = createRandom(site.seed ^ 0x73616e64)
  const dry = (x: number, z: number) => (shore(x) - z > 0.5 ? 1 : 0)
  for (const stand of scatter(canvas, lens, { near: 0.7, far: 2.4 }, () => 0, 70, site.seed ^ 0x62, dry)) {
    const aside = Math.abs(stand.column - lens.width / 2) / lens.width
    const chance = random()
    if (chance < 0.5) {
      const stone = lookAt(site, { light: [214, 200, 180], shade: [120, 108, 98] }, stand.z, stand.column)
      const width = stand.scale * lerp(0.008, 0.035, random() ** 2)
      paintRock(canvas, texture, stand.column, stand.foot, width, width * 0.55, stone, random)
    } else if (aside > 0.3) {
      const grass = lookAt(site, { light: [178, 182, 104], shade: [96, 108, 62] }, stand.z, stand.column)
      paintTuft(canvas, stand.column, stand.foot, stand.scale * lerp(0.07, 0.15, random()), 12, grass, random)
    }
  }
}

function palmLayer(site: Site, distance: number): Layer {
  const { lens, lean } = site
  const canvas = site.sheet(distance)
  const random = createRandom(site.seed ^ 0x70616c6d)
  const foot = footRow(lens, distance * 0.92)
  const look = lookAt(site, PALM, distance, lens.width * (0.5 - lean * 0.4))
  const side = -lean
  for (const [aside, tall, bow] of [
    [0.46, 0.62, 0.22],
    [0.36, 0.46, 0.34],
    [0.55, 0.54, -0.12],
  ] as const) {
    const x = lens.width / 2 + side * lens.width * aside
    paintPalm(canvas, x, foot + lens.unit * 0.03 * random(), lens.unit * tall, -side * bow, look, random)
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, lens.unit * 0.6, lens.unit * 0.007, 1))
}

/** Fronds of a palm beside the camera that hang into the corner of the frame. */
function frondLayer(site: Site): Layer {
  const { lens, lean, air } = site
  const distance = 1.1
  const canvas = site.sheet(distance, { bottom: lens.height * 0.5 })
  const random = createRandom(site.seed ^ 0x66726f6e)
  const look = {
    ...lookAt(site, PALM, 1, 0),
    light: air.lit([104, 150, 62], 0.55),
    shade: air.lit([26, 58, 36], 0.1),
  }
  const x = lens.width / 2 - lean * lens.width * 0.58
  for (let frond = 0; frond < 6; frond++) {
    const reach = lean * lens.unit * (0.2 + 0.09 * frond)
    const tone = mix(look.shade, look.light, 0.25 + 0.5 * random())
    paintPalmFrond(canvas, x, -lens.unit * 0.06, reach, lens.unit * (0.12 - 0.07 * frond), tone, look, random)
  }
  return uprightLayer(
    plateOf(canvas),
    distance,
    sway(-lens.unit * 0.06, -lens.unit * 0.4, lens.unit * 0.012, 2),
  )
}
