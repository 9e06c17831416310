import { lerp, smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import { mix, setColour } from '../../paint/colour.ts'
import { rectangle } from '../../paint/outlines.ts'
import { fillPath } from '../../paint/path.ts'
import { outdoorLight } from '../../actors/subject-light.ts'
import { plateOf } from '../../plate/plate.ts'
import { buildSky } from '../../sky/sky.ts'
import type { Layer } from '../../stage/layer.ts'
import { standardMarks } from '../../stage/marks.ts'
import { sway, uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import type { Stage } from '../../stage/stage.ts'
import { waterLayer } from '../../water/water-layer.ts'
import { RAIL, roadLayer } from './carriageway.ts'
import { capes, hillside } from './roadside-hills.ts'

export const roadFraming = { horizon: 0.52, eyeHeight: 0.28, follow: 0.7 }

/** A road that crosses the view, with a rail behind it and the sea or the hills beyond. */
export function roadPlace(site: Site): Stage {
  const coast = site.reading.features.has('coast')
  const layers: Layer[] = [...buildSky(site)]
  if (coast) {
    layers.push(
      capes(site),
      waterLayer(site, {
        shoreDistance: 60,
        roughness: 0.95,
        mirror: 0.6,
        colour: [32, 108, 132],
        speed: 0.1,
      }),
    )
  } else {
    layers.push(capes(site), hillside(site, 12, 3), hillside(site, 5, 0.8))
  }
  layers.push(roadLayer(site, coast), railLayer(site), vergeLayer(site))
  const ground = { distance: 1.5, row: footRow(site.lens, 1.45), scale: 1, mirror: 0 }
  const water = { distance: 5, row: footRow(site.lens, 5), scale: 0.7, mirror: 0.4 }
  return {
    layers,
    marks: standardMarks(site, coast ? { ground, water, underwater: water } : { ground }),
    light: outdoorLight(site, 0.3),
  }
}

/** The guard rail: posts, and a ribbed band of steel that shines along its upper edge. */
function railLayer(site: Site): Layer {
  const { lens, air } = site
  const foot = footRow(lens, RAIL)
  const scale = lens.focal / RAIL
  const canvas = site.sheet(RAIL, { top: foot - scale * 0.2, bottom: foot + 6 })
  const right = canvas.left + canvas.width * canvas.step
  const high = scale * 0.145
  const band = scale * 0.06
  const post = air.hazed(air.lit([150, 152, 154], 0.3), RAIL, lens.width / 2)
  for (let x = canvas.left + 11; x < right; x += scale * 0.42) {
    fillPath(canvas, [rectangle(x, foot - high, x + scale * 0.02, foot + 3)], post)
  }
  const light = air.lit([222, 224, 226], 0.75)
  const dark = air.lit([120, 124, 130], 0.2)
  fillPath(canvas, [rectangle(canvas.left, foot - high, right, foot - high + band)], (_x, y, into) => {
    const across = (y - foot + high) / band
    setColour(into, mix(dark, light, 0.5 + 0.5 * Math.cos(across * 2 * Math.PI * 1.5)))
  })
  return uprightLayer(plateOf(canvas), RAIL)
}

/** Tall grass on this side of the road, close to the lens. */
function vergeLayer(site: Site): Layer {
  const { lens, reading, air } = site
  const distance = 0.72
  const random = createRandom(site.seed ^ 0x76657267)
  const tall = lens.unit * 0.12
  const canvas = site.sheet(distance, { top: lens.height - tall * 1.6 })
  const foot = canvas.top + canvas.height
  const width = canvas.width * canvas.step
  const winter = reading.season === 'winter'
  const look = {
    ...lookAt(site, { light: [150, 160, 78], shade: [62, 80, 42] }, 1, lens.width / 2),
    light: air.lit(winter ? [214, 206, 186] : [166, 172, 88], 0.5),
    shade: air.lit(winter ? [120, 116, 110] : [58, 76, 40], 0.08),
  }
  const count = Math.round((width / lens.unit) * 34)
  for (let index = 0; index < count; index++) {
    const x = canvas.left + ((index + random()) / count) * width
    const clump = fractalNoise(x / (lens.unit * 0.22), 1, site.seed & 0xffff, 2)
    paintTuft(
      canvas,
      x,
      foot + lens.unit * 0.02,
      tall * lerp(0.25, 1.1, smoothstep(0.3, 0.75, clump)) * (0.7 + 0.5 * random()),
      9,
      look,
      random,
    )
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, tall, lens.unit * 0.012, 0.4))
}
