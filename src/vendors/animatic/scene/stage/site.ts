import type { RenderPlan } from '../../render-plan.ts'
import { createRandom } from '../../picture/random.ts'
import type { Habitat } from '../../subject/subject.ts'
import type { Bounds, Canvas } from '../paint/canvas.ts'
import { createCanvas } from '../paint/canvas.ts'
import type { Texture } from '../paint/texture.ts'
import { createTexture } from '../paint/texture.ts'
import type { Atmosphere } from '../palettes.ts'
import { FAR } from '../plate/view.ts'
import type { Lens } from '../plate/view.ts'
import type { LightPosition } from '../sky/dome.ts'
import type { Reading } from '../understanding.ts'
import type { Air } from './air.ts'
import { createAir } from './air.ts'
import type { CameraPath } from './camera-path.ts'

/** Where a scene is built: the frame and its camera, the light, and what was read from the prompt. */
export type Site = {
  readonly reading: Reading
  readonly atmosphere: Atmosphere
  readonly lens: Lens
  readonly air: Air
  readonly path: CameraPath
  readonly texture: Texture
  readonly seed: number
  /** Where those live who will be on the stage. */
  readonly habitats: ReadonlySet<Habitat>
  /** Which way the composition leans: the subject stands on this side, what balances it on the other. */
  readonly lean: -1 | 1
  /** A sheet as large as the camera needs it at this distance, between two rows. */
  sheet(distance: number, rows?: Partial<RowRange>, step?: number): Canvas
  canvas(bounds: Bounds, step?: number): Canvas
  /** A sheet for the plain below the horizon. */
  plain(farthest: number, step?: number): Canvas
}

export type RowRange = { readonly top: number; readonly bottom: number }

/** The frame a place asks for: where the horizon lies, as a share of the height, and how high the eye is. */
export type Framing = {
  readonly horizon: number
  readonly eyeHeight: number
  readonly focal?: number
  /** Where the place wants its light lower or higher than the time of day has it: factor on its rise. */
  readonly lightRise?: number
  /** How far the camera may go along with those who travel, in frame widths; none when absent. */
  readonly follow?: number
  /** How much of a move sideways is travel, 0 to 1; all of it when absent. Walls close by allow less. */
  readonly parallax?: number
}

/** The lens that shows a frame of this size as a place wants to be framed. */
export function lensOf(width: number, height: number, framing: Framing): Lens {
  // Upright frames come closer, and show more sky than ground.
  const upright = Math.max(0, 1 - width / height)
  const unit = 0.75 * Math.sqrt(width * height) * (1 + 0.7 * upright)
  return {
    width,
    height,
    unit,
    horizon: Math.round(height * (framing.horizon + 0.12 * upright)),
    focal: unit * (framing.focal ?? 1),
    eyeHeight: framing.eyeHeight,
  }
}

/** Prepares the ground on which a place is built. */
export function siteOf(
  plan: RenderPlan,
  reading: Reading,
  atmosphere: Atmosphere,
  lens: Lens,
  path: CameraPath,
  habitats: ReadonlySet<Habitat>,
): Site {
  const random = createRandom(plan.seed ^ 0x73697465)
  const lean = leanOf(plan.seed)
  const light: LightPosition = {
    x: lens.width / 2 - lean * lens.width * (0.14 + 0.12 * random()),
    y: lens.horizon - atmosphere.discHeight * lens.unit,
  }
  const air = createAir(atmosphere, lens, light, atmosphere.hazeDistance)
  return {
    reading,
    atmosphere,
    lens,
    air,
    path,
    texture: createTexture(plan.seed & 0xffff),
    seed: plan.seed,
    habitats,
    lean,
    sheet(distance, rows = {}, step = 1) {
      const bounds = path.uprightBounds(lens, Math.min(distance, FAR))
      return createCanvas(
        {
          ...bounds,
          top: Math.max(bounds.top, rows.top ?? -Infinity),
          bottom: Math.min(bounds.bottom, rows.bottom ?? Infinity),
        },
        step,
      )
    },
    canvas: createCanvas,
    plain(farthest, step = 1) {
      const bounds = path.plainBounds(lens, farthest)
      const edge = lens.horizon + (lens.focal * lens.eyeHeight) / farthest
      return createCanvas({ ...bounds, top: Math.max(bounds.top, edge - 2) }, step)
    },
  }
}

/** Which way the composition of a seed leans. */
export function leanOf(seed: number): -1 | 1 {
  return createRandom(seed ^ 0x6c65616e)() < 0.5 ? -1 : 1
}

/** The frame row where something at this distance stands on the plain. */
export function footRow(lens: Lens, distance: number): number {
  return lens.horizon + (lens.focal * lens.eyeHeight) / distance
}

/** The spot of the plain that a frame position shows: x to the right and z ahead. */
export function spotOnPlain(lens: Lens, column: number, row: number): { x: number; z: number } {
  const z = (lens.focal * lens.eyeHeight) / Math.max(0.5, row - lens.horizon)
  return { x: ((column - lens.width / 2) * z) / lens.focal, z }
}
