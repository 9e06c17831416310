import { createRandom } from '../../picture/random.ts'
import type { Rgb, SubjectLight } from '../../subject/subject.ts'
import { paintCurtain } from '../interior/curtain.ts'
import { beamLayers, floorLayer } from '../interior/floor.ts'
import { paintFloorLamp, paintSofa } from '../interior/furniture.ts'
import { paintPottedPlant } from '../interior/keepsakes.ts'
import type { Opening, RoomLight } from '../interior/opening.ts'
import { WALL_DISTANCE, roomLightOf, windowOf } from '../interior/opening.ts'
import { viewOutside } from '../interior/view-outside.ts'
import { wallLayer } from '../interior/wall.ts'
import { chosen, hex, mix } from '../paint/colour.ts'
import { ellipse, rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { sway, uprightLayer } from '../stage/plate-layer.ts'
import type { Framing, Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import type { Mark, Stage } from '../stage/stage.ts'

export const roomFraming: Framing = { horizon: 0.46, eyeHeight: 0.4, parallax: 0.6 }

/** A room with a large window: what is outside, the wall around it, furniture, and light on the floor. */
export function roomPlace(site: Site): Stage {
  const { lens, reading } = site
  const seat = reading.features.has('sill')
  const opening = windowOf(site, seat)
  const light = roomLightOf(site)
  const layers: Layer[] = [
    ...buildSky(site),
    viewOutside(site, opening),
    wallLayer(site, opening, light, seat),
    floorLayer(site, opening),
    curtainLayer(site, opening, light),
    furnitureLayer(site, opening, light),
    ...beamLayers(site, opening),
  ]
  const sill: Mark = {
    fixed: true,
    distance: WALL_DISTANCE * 0.94,
    row: opening.bottom + lens.unit * 0.035,
    scale: 1,
    mirror: 0,
  }
  const ground = seat ? sill : { distance: 1.75, row: footRow(lens, 1.75), scale: 1, mirror: 0 }
  const air = { distance: 2, row: lens.height * 0.4, scale: 0.7, mirror: 0 }
  const marks = standardMarks(site, { ground, water: ground, underwater: ground, air, space: air })
  return { layers, marks, light: indoorLight(site, opening, light, seat) }
}

function indoorLight(site: Site, opening: Opening, light: RoomLight, seat: boolean): SubjectLight {
  return {
    key: light([250, 246, 238], 0.9),
    ambient: light([190, 184, 180], 0.1),
    rim: mix([0, 0, 0], site.atmosphere.glow, seat ? 0.8 : 0.4),
    haze: [128, 128, 128],
    hazeAmount: 0,
    direction: opening.left + opening.right < site.lens.width ? -1 : 1,
  }
}

const CURTAINS: readonly Rgb[] = [hex('#eee6d6'), hex('#ccb09c'), hex('#a8babe'), hex('#dec496')]
const SOFAS: readonly Rgb[] = [hex('#6c848a'), hex('#b67858'), hex('#969684'), hex('#7a6680')]

function curtainLayer(site: Site, opening: Opening, light: RoomLight): Layer {
  const { lens } = site
  const distance = WALL_DISTANCE * 0.98
  const floor = footRow(lens, WALL_DISTANCE)
  const canvas = site.sheet(distance, { bottom: floor + 4 })
  const random = createRandom(site.seed ^ 0x63757274)
  const width = lens.unit * 0.11
  const top = opening.top - lens.unit * 0.07
  const foot = floor - lens.unit * 0.012
  const cloth = chosen(CURTAINS, site.seed)
  const { left, right } = opening
  paintCurtain(
    canvas,
    light,
    { left: left - width * 0.75, right: left + width * 0.35, top, foot },
    cloth,
    random,
  )
  paintCurtain(
    canvas,
    light,
    { left: right - width * 0.35, right: right + width * 0.75, top, foot },
    cloth,
    random,
  )
  const rod = lens.unit * 0.008
  const bar = rectangle(left - width, top - rod, right + width, top + rod)
  fillPath(canvas, [bar], light([112, 86, 60], 0.4))
  for (const x of [left - width, right + width]) {
    fillPath(canvas, [ellipse(x, top, rod * 2.2, rod * 2.2)], light([132, 102, 70], 0.5))
  }
  return uprightLayer(plateOf(canvas), distance, sway(top, top - foot, lens.unit * 0.004, 1.1))
}

function furnitureLayer(site: Site, opening: Opening, light: RoomLight): Layer {
  const { lens, lean } = site
  const { unit } = lens
  const distance = 2.35
  const canvas = site.sheet(distance)
  const random = createRandom(site.seed ^ 0x6675726e)
  const foot = footRow(lens, distance)
  const [side, other] = lean > 0 ? [opening.right, opening.left] : [opening.left, opening.right]
  paintSofa(canvas, light, side + lean * unit * 0.46, foot, unit * 0.56, chosen(SOFAS, site.seed >>> 2))
  paintFloorLamp(canvas, site, light, side + lean * unit * 0.08, foot - unit * 0.02, unit * 0.5)
  paintPottedPlant(canvas, light, other - lean * unit * 0.05, foot + unit * 0.02, unit * 0.27, random)
  return uprightLayer(plateOf(canvas), distance)
}
