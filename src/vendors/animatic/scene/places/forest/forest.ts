import { lerp, smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintFern, paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import { paintOverhang } from '../../flora/trunk.ts'
import { plateOf } from '../../plate/plate.ts'
import { buildSky } from '../../sky/sky.ts'
import { groundLayer } from '../../stage/ground.ts'
import type { Layer } from '../../stage/layer.ts'
import { standardMarks } from '../../stage/marks.ts'
import { mistLayer, shaftLayer } from '../../stage/mist.ts'
import { sway, uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import type { Stage } from '../../stage/stage.ts'
import { herbs } from './clearing.ts'
import { trunkLayer, woodsLayer } from './woods.ts'
import { floor, undergrowth } from './forest-floor.ts'

export const forestFraming = { horizon: 0.6, eyeHeight: 0.22, follow: 0.5 }

/** Tall trees on both sides of a clearing that leads into the mist. */
export function forestPlace(site: Site): Stage {
  const { lens, reading } = site
  const bright = reading.time === 'day' || reading.time === 'dawn' || reading.time === 'sunset'
  const layers: Layer[] = [
    ...buildSky(site),
    woodsLayer(site, [26, 17, 11], 16),
    groundLayer(
      site,
      40,
      () => 0,
      floor(site),
      (canvas) => undergrowth(site, canvas),
    ),
    woodsLayer(site, [7, 4.6], 5.4),
    mistLayer(site, 5, footRow(lens, 6), lens.unit * 0.07, 0.25 + 0.6 * reading.fog),
    trunkLayer(site, 3.2, 4),
    ...(bright && reading.particles !== 'rain' ? [shaftLayer(site, 3, 0.5)] : []),
    trunkLayer(site, 1.9, 2),
    foregroundLayer(site, 0.85),
    canopyLayer(site, 1.1),
  ]
  return { layers, marks: standardMarks(site) }
}

/** Ferns and grass in the shade close to the lens, low in the middle where the view goes through. */
function foregroundLayer(site: Site, distance: number): Layer {
  const { lens, air } = site
  const random = createRandom(site.seed ^ 0x666f7265)
  const tall = lens.unit * 0.26
  const canvas = site.sheet(distance, { top: lens.height - tall * 1.3 })
  const foot = canvas.top + canvas.height
  const span = canvas.width * canvas.step
  const count = Math.round((span / lens.unit) * 26)
  for (let index = 0; index < count; index++) {
    const x = canvas.left + ((index + random()) / count) * span
    const aside = Math.min(1, Math.abs(x - lens.width * (0.5 + 0.1 * site.lean)) / (lens.width * 0.5))
    const height = tall * lerp(0.16, 1, smoothstep(0.25, 0.95, aside)) * (0.6 + 0.5 * random())
    const full = lookAt(site, herbs(site), 1, x)
    const { light, shade } = herbs(site)
    const look = { ...full, light: air.lit(light, 0.22, 0.75), shade: air.lit(shade, 0.04, 0.6) }
    if (random() < 0.6) paintFern(canvas, x, foot + lens.unit * 0.03, height, look, random)
    else paintTuft(canvas, x, foot + lens.unit * 0.03, height * 0.9, 8, look, random)
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, tall, lens.unit * 0.01, 0.6))
}

function canopyLayer(site: Site, distance: number): Layer {
  const { lens, air } = site
  const canvas = site.sheet(distance, { bottom: lens.height * 0.3 })
  const random = createRandom(site.seed ^ 0x63616e6f)
  const look = {
    ...lookAt(site, herbs(site), 1, lens.width / 2),
    light: air.lit(herbs(site).light, 0.4),
    shade: air.lit(herbs(site).shade, 0.05, 0.7),
  }
  const span = canvas.width * canvas.step
  const depth = (x: number) => {
    const aside = Math.min(1.2, Math.abs(x - lens.width * 0.5) / (lens.width * 0.5))
    const wave = fractalNoise(x / (lens.unit * 0.3), 3, site.seed & 0xffff, 3)
    return lens.height * (-0.1 + 0.3 * aside ** 2.2 + 0.16 * (wave - 0.4))
  }
  paintOverhang(
    canvas,
    canvas.left,
    canvas.left + span,
    depth,
    lens.unit * 0.03,
    Math.round((span / lens.unit) * 900),
    look,
    random,
  )
  return uprightLayer(
    plateOf(canvas),
    distance,
    sway(-lens.height * 0.6, -lens.height, lens.unit * 0.01, 2.2),
  )
}
