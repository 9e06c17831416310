import type { Mode } from '../../catalog/job.ts'

/** Another video cannot be followed or edited by drawing. */
export type DrawnMode = Exclude<Mode, 'video'>

/**
 * Everything a render depends on, as plain JSON: the same plan on the same build gives the same bytes.
 * `compose` makes it, the ticket carries it, a worker thread draws it.
 */
export type RenderPlan = {
  readonly mode: DrawnMode
  /** Size of the frames that are drawn, in pixels; even numbers. */
  readonly width: number
  readonly height: number
  /** Size of the film; larger than the frames when 2K or 4K was asked. */
  readonly outputWidth: number
  readonly outputHeight: number
  readonly framesPerSecond: number
  readonly frameCount: number
  /** Unsigned 32 bits. */
  readonly seed: number
  readonly prompt: string
  readonly negativePrompt: string
  readonly moves: readonly CameraMove[]
  readonly audio: boolean
  /** Family and version as asked, for the caption and the metadata: `Kling 2.6`. */
  readonly model: string
  readonly images: readonly PlannedImage[]
}

export type PlannedImage = {
  readonly role: 'first' | 'last' | 'reference'
  /** Where the vendor's link finds the bytes. */
  readonly key: string
  readonly sha256: string
  readonly label: string
}

export type CameraMove =
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right'
  | 'tilt-up'
  | 'tilt-down'
  | 'orbit'
  | 'roll'
  | 'handheld'
  | 'drift'
  | 'static'

/** A drawn mode. `frame` is a pure function of the index; its buffer is reused and valid until the next call. */
export interface Scene {
  /** Facts for the metadata: deterministic, no timings. */
  readonly notes: Readonly<Record<string, string | number | boolean | readonly string[]>>
  frame(index: number): PlanarFrame
}

/** Planar YUV 4:2:0, BT.709, limited range (luma 16-235, chroma 16-240). Planes lie one after another in `bytes`. */
export type PlanarFrame = {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
  readonly y: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
}

/** An image's encoded bytes beside its place in the plan. */
export type PlanImage = PlannedImage & { readonly bytes: Uint8Array }
