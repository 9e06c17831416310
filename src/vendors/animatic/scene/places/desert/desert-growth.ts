import { lerp } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintCactus } from '../../flora/cactus.ts'
import { paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { fillPath } from '../../paint/path.ts'
import { mix } from '../../paint/colour.ts'
import type { Site } from '../../stage/site.ts'
import { paintRock } from '../../terrain/rock.ts'
import { scatter } from '../../terrain/scatter.ts'
import type { Slice } from '../../terrain/survey.ts'
import type { Kind } from './desert-kinds.ts'
import { sandOf } from './desert-kinds.ts'

/** What grows or lies on a slice of the land: cacti, acacias, grass, stones. */
export function growth(site: Site, canvas: Canvas, kind: Kind, slice: Slice): void {
  const random = createRandom(site.seed ^ 0x67726f77)
  const stands = scatter(
    canvas,
    site.lens,
    slice,
    () => 0,
    kind === 'dunes' ? 14 : 70,
    site.seed ^ 0x44,
    () => 0.6,
  )
  for (const stand of stands) {
    if (kind === 'canyon' && random() < 0.35) {
      const look = lookAt(site, { light: [132, 150, 92], shade: [58, 78, 58] }, stand.z, stand.column)
      paintCactus(canvas, stand.column, stand.foot + 2, stand.scale * lerp(0.5, 1, random()), look, random)
    } else if (kind === 'savanna' && random() < 0.3) {
      paintAcacia(
        site,
        canvas,
        stand.column,
        stand.foot + 2,
        stand.scale * lerp(0.9, 1.5, random()),
        stand.z,
        random,
      )
    } else if (kind === 'canyon' || kind === 'savanna' || (kind === 'dunes' && random() < 0.5)) {
      const look = lookAt(site, { light: [190, 172, 104], shade: [110, 98, 64] }, stand.z, stand.column)
      paintTuft(
        canvas,
        stand.column,
        stand.foot + 1,
        stand.scale * lerp(0.06, 0.16, random()),
        9,
        look,
        random,
      )
    } else if (kind !== 'dunes') {
      stone(
        site,
        canvas,
        kind,
        stand.column,
        stand.foot,
        stand.scale * lerp(0.05, 0.4, random() ** 2),
        stand.z,
        random,
      )
    }
  }
}

/** Flat crown on a forked trunk: the tree of the savanna. */
function paintAcacia(
  site: Site,
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  distance: number,
  random: () => number,
): void {
  const look = lookAt(site, { light: [134, 146, 70], shade: [62, 74, 40], wood: [92, 74, 54] }, distance, x)
  const width = height * 0.05
  for (const side of [-1, -0.3, 0.4, 1]) {
    fillPath(
      canvas,
      [
        [
          x - width,
          foot,
          x + width,
          foot,
          x + side * height * 0.42 + width * 0.3,
          foot - height * 0.8,
          x + side * height * 0.42 - width * 0.3,
          foot - height * 0.8,
        ],
      ],
      look.wood,
    )
  }
  for (let leaf = 0; leaf < 200; leaf++) {
    const across = (random() + random() - 1) * height * 0.72
    const up = height * (0.78 + 0.2 * random() * (1 - Math.abs(across) / (height * 0.8)))
    const size = height * 0.035 * (0.6 + random())
    const lit = Math.min(1, Math.max(0, (up / height - 0.8) * 4 + 0.3 * random()))
    fillPath(
      canvas,
      [
        [
          x + across - size * 1.6,
          foot - up,
          x + across,
          foot - up - size,
          x + across + size * 1.6,
          foot - up,
          x + across,
          foot - up + size,
        ],
      ],
      mix(look.shade, look.light, lit),
    )
  }
}

/** Stones and tufts on the ground before the camera, small in the middle where somebody may stand. */
export function litter(site: Site, canvas: Canvas, kind: Kind): void {
  const random = createRandom(site.seed ^ 0x6c697474)
  const count = kind === 'dunes' ? 26 : 110
  for (const stand of scatter(
    canvas,
    site.lens,
    { near: 0.7, far: 4.6 },
    () => 0,
    count,
    site.seed ^ 0x71,
    () => 0.8,
  )) {
    const middle = Math.abs(stand.column - site.lens.width / 2) < site.lens.width * 0.16
    const dry = kind === 'canyon' || kind === 'savanna' || kind === 'dunes'
    if (dry && random() < (kind === 'savanna' ? 0.8 : 0.35)) {
      const look = lookAt(site, { light: [206, 182, 112], shade: [124, 104, 66] }, stand.z, stand.column)
      paintTuft(
        canvas,
        stand.column,
        stand.foot,
        stand.scale * lerp(0.04, middle ? 0.07 : 0.15, random()),
        10,
        look,
        random,
      )
    } else {
      const size = stand.scale * lerp(0.01, middle ? 0.03 : 0.16, random() ** 3)
      stone(site, canvas, kind, stand.column, stand.foot, size, stand.z, random)
    }
  }
}

function stone(
  site: Site,
  canvas: Canvas,
  kind: Kind,
  x: number,
  foot: number,
  width: number,
  distance: number,
  random: () => number,
): void {
  const { light, deep } = sandOf(kind)
  const look = lookAt(
    site,
    { light: mix(light, [255, 255, 255], 0.1), shade: mix(deep, [60, 40, 40], 0.35) },
    distance,
    x,
  )
  paintRock(canvas, site.texture, x, foot, width, width * lerp(0.4, 0.7, random()), look, random)
}
