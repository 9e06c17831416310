import type { PlanarFrame } from '../../render-plan.ts'
import type { Cover } from '../plate/cover.ts'
import type { Target } from '../plate/plate-drawing.ts'
import type { ScenePose, Lens } from '../plate/view.ts'

/** One instant of the film, as every layer sees it. */
export type Moment = {
  readonly lens: Lens
  readonly pose: ScenePose
  readonly seconds: number
}

/** The sheet being drawn: the frame, and the same memory as planes. */
export type Sheet = { readonly frame: PlanarFrame; readonly target: Target }

/** One part of a scene, from the sky to the rain before the lens. Layers are drawn in the order of a stage. */
export interface Layer {
  /** How far away it is; things between two layers are drawn between them. Effects before the lens are at 0. */
  readonly distance: number
  /** Draws one moment. Pure: it depends on nothing but the moment and what is on the sheet already. */
  draw(sheet: Sheet, moment: Moment, cover: Cover): void
  /** Writes what is hidden from the layers behind this one, given what nearer layers hide; absent for thin things. */
  hide?(moment: Moment, cover: Cover, into: Cover): void
}

/** A frame as a sheet to draw layers on. */
export function sheetOf(frame: PlanarFrame): Sheet {
  const { width, height, y, u, v } = frame
  return {
    frame,
    target: {
      luma: { width, height, step: 1, values: [y] },
      chroma: { width: width / 2, height: height / 2, step: 2, values: [u, v] },
    },
  }
}
