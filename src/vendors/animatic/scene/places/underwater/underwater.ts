import { smoothstep } from '../../../picture/easing.ts'
import type { SubjectLight } from '../../../subject/subject.ts'
import { shadeRows } from '../../paint/canvas.ts'
import { hex, mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import { plateOf } from '../../plate/plate.ts'
import { FAR } from '../../plate/view.ts'
import { skyLayer } from '../../sky/sky-layer.ts'
import { groundLayer, landLayer } from '../../stage/ground.ts'
import type { Layer } from '../../stage/layer.ts'
import { standardMarks } from '../../stage/marks.ts'
import { causticLayer } from '../../water/caustic-layer.ts'
import { shaftLayer } from '../../stage/mist.ts'
import { uprightLayer } from '../../stage/plate-layer.ts'
import { shoalLayer } from '../../stage/shoal.ts'
import type { Site } from '../../stage/site.ts'
import type { Stage } from '../../stage/stage.ts'
import { drowned, nightly } from './water-light.ts'
import { reef, seabed } from './reef.ts'
import { foreground, gardenLayer, kelpLayer, plant } from './reef-garden.ts'

export const underwaterFraming = { horizon: 0.56, eyeHeight: 0.3, follow: 0.5 }

/** A reef: sand with corals, rocks that fade into blue, light that falls in shafts from the surface. */
export function underwaterPlace(site: Site): Stage {
  const { lens } = site
  const bed = seabed(site)
  const layers: Layer[] = [
    waterColumn(site),
    shoalLayer(site, 14, 26, lens.height * 0.34),
    landLayer(site, { near: 7, far: 22 }, reef(site, 3.4, 7), bed, () => {}, 10),
    shoalLayer(site, 6, 14, lens.height * 0.46),
    landLayer(site, { near: 3.2, far: 8 }, reef(site, 1.5, 3.2), bed, (canvas) =>
      plant(site, canvas, 3.4, 7, 60),
    ),
    groundLayer(site, 3.6, () => 0, bed),
    causticLayer(site, 3.6),
    gardenLayer(site, 2.5, 3.4, 18),
    kelpLayer(site, 2.4, 7),
    gardenLayer(site, 1.5, 2.4, 14),
    shaftLayer(site, 2, 0.34),
    foreground(site),
  ]
  const water = { distance: 2, row: lens.height * 0.5, scale: 1.1, mirror: 0 }
  const level = nightly(site)
  const light: SubjectLight = {
    key: [186 * level, 232 * level, 232 * level],
    ambient: [64 * level, 128 * level, 150 * level],
    rim: [150 * level, 226 * level, 224 * level],
    haze: drowned(site, [120, 160, 170], 4),
    hazeAmount: 0.2,
    direction: site.air.side,
  }
  return { layers, marks: standardMarks(site, { underwater: water, water, air: water, space: water }), light }
}

/** From the bright surface down into the deep. */
function waterColumn(site: Site): Layer {
  const { lens, texture, air } = site
  const canvas = site.sheet(FAR, {}, 2)
  const night = site.atmosphere.stars > 0.5
  const [top, middle, deep] = night
    ? [hex('#2a5f86'), hex('#123a5e'), hex('#061c36')]
    : [hex('#a8ecec'), hex('#3aa5c0'), hex('#0f5c86')]
  shadeRows(canvas, (x, y, into) => {
    const share = y / lens.height
    setColour(into, top)
    mixInto(into, middle, smoothstep(-0.05, 0.34, share))
    mixInto(into, deep, smoothstep(0.2, 0.72, share))
    // The surface from below: bright ripples that crowd towards the light.
    const ahead = 0.25 / Math.max(0.04, 0.42 - share)
    const ripple = readTexture(texture, ((x - lens.width / 2) / lens.unit) * ahead * 0.5, ahead * 1.4)
    const glare = Math.exp(-(((x - air.light.x) / (lens.unit * 0.5)) ** 2)) * smoothstep(0.4, -0.1, share)
    mixInto(
      into,
      [240, 255, 250],
      smoothstep(0.5, 0.75, ripple + glare * 0.3) * smoothstep(0.3, 0, share) * (night ? 0.3 : 0.75) +
        glare * 0.3,
    )
  })
  return skyLayer(lens.width, lens.height, [uprightLayer(plateOf(canvas), FAR)])
}
