import { smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { createRandom } from '../../../picture/random.ts'
import { lookAt } from '../../flora/look.ts'
import { foliage } from '../../flora/seasons.ts'
import { outdoorLight } from '../../actors/subject-light.ts'
import { plateOf } from '../../plate/plate.ts'
import { buildSky } from '../../sky/sky.ts'
import { landLayer } from '../../stage/ground.ts'
import type { Layer } from '../../stage/layer.ts'
import { standardMarks } from '../../stage/marks.ts'
import { sway, uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import type { Stage } from '../../stage/stage.ts'
import { turf } from '../../terrain/materials.ts'
import { paintOverhang } from '../../flora/trunk.ts'
import { lawn, lawnLayer } from './lawn.ts'
import { grove, groveLayer } from './groves.ts'
import { bedLayer, furnitureLayer } from './park-furniture.ts'

export const parkFraming = { horizon: 0.52, eyeHeight: 0.3, follow: 0.5 }

/** A lawn with a winding path, a bench and lamps, old trees around it. */
export function parkPlace(site: Site): Stage {
  const layers: Layer[] = [
    ...buildSky(site),
    landLayer(
      site,
      { near: 12, far: 50 },
      (x, z) => (fractalNoise(x * 0.06, z * 0.06, site.seed & 0xffff, 3) - 0.25) * 3 * smoothstep(12, 26, z),
      turf(site, lawn(site)),
      (canvas) => grove(site, canvas, 24, 26),
    ),
    groveLayer(site, 13, 15),
    lawnLayer(site),
    groveLayer(site, 7.5, 7),
    groveLayer(site, 4.6, 4),
    furnitureLayer(site, 3.2),
    bedLayer(site, 2.5),
    ...foreground(site),
  ]
  return { layers, marks: standardMarks(site), light: outdoorLight(site, 0.6) }
}

/** A branch with leaves that reaches into the frame from above, on the light's other side. */
function foreground(site: Site): Layer[] {
  const { lens, air, lean, reading } = site
  if (reading.season === 'winter') return []
  const distance = 1.15
  const canvas = site.sheet(distance, { bottom: lens.height * 0.4 })
  const random = createRandom(site.seed ^ 0x6272616e)
  const { light, shade } = foliage(reading.season, 0.5)
  const look = {
    ...lookAt(site, { light, shade }, 1, 0),
    light: air.lit(light, 0.6),
    shade: air.lit(shade, 0.08, 0.8),
  }
  const span = canvas.width * canvas.step
  const depth = (x: number) => {
    const share = (-lean * (x - lens.width / 2)) / (lens.width * 0.5)
    const wave = fractalNoise(x / (lens.unit * 0.24), 7, site.seed & 0xffff, 3)
    return (
      lens.height *
      (-0.12 + 0.3 * smoothstep(0.2, 1.1, share) + 0.12 * (wave - 0.4) * smoothstep(0, 0.6, share))
    )
  }
  paintOverhang(
    canvas,
    canvas.left,
    canvas.left + span,
    depth,
    lens.unit * 0.034,
    Math.round((span / lens.unit) * 700),
    look,
    random,
  )
  return [
    uprightLayer(
      plateOf(canvas),
      distance,
      sway(-lens.height * 0.5, -lens.height * 0.9, lens.unit * 0.012, 1),
    ),
  ]
}
