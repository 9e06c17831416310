import type { PlanarFrame } from '../render-plan.ts'
import { Canvas } from './canvas.ts'
import { castShadow, compositeCanvas } from './composite.ts'
import type { Drawing, Manner } from './kind.ts'
import { Pen } from './pen.ts'
import { Shading } from './shading.ts'
import { drawRipples, reflectCanvas } from './water.ts'
import type { Placement, Size, Subject, SubjectLight } from './subject.ts'

/** Sets a drawing into scenes: places, times, lights and composites it. */
export class Figure implements Subject {
  readonly habitat: Subject['habitat']
  readonly travel: number
  readonly size: Size
  readonly #manner: Manner
  readonly #drawing: Drawing
  readonly #heightPixelsMax: number
  readonly #shading: Shading

  constructor(size: Size, manner: Manner, drawing: Drawing, heightPixelsMax: number, light: SubjectLight) {
    this.habitat = manner.habitat
    this.size = size
    this.travel = manner.strideHeights * manner.cyclesPerSecond * frameWidthsPerHeight[size]
    this.#manner = manner
    this.#drawing = drawing
    this.#heightPixelsMax = heightPixelsMax
    this.#shading = new Shading(light)
  }

  draw(frame: PlanarFrame, placement: Placement): void {
    if (placement.opacity <= 0 || placement.heightPixels < 1) return
    const canvas = canvasFor(frame)
    const scale = placement.heightPixels / 100
    const pen = new Pen(canvas, this.#shading, [
      scale * placement.facing,
      0,
      0,
      -scale,
      placement.x,
      placement.y,
    ])
    const cycles = placement.seconds * this.#cyclesPerSecond(frame.width)
    this.#drawing(pen, { seconds: placement.seconds, cycles })
    const isAfloat = this.habitat === 'water'
    const waterline = {
      row: isAfloat ? Math.round(placement.y) : frame.height,
      heightPixels: placement.heightPixels,
      seconds: placement.seconds,
      opacity: Math.min(1, placement.opacity),
    }
    if (isAfloat) reflectCanvas(frame, canvas, waterline)
    for (const patch of pen.shadows) castShadow(frame, patch, placement.opacity)
    compositeCanvas(frame, canvas, {
      opacity: waterline.opacity,
      rim: this.#shading.rim,
      rimPixels: Math.round(placement.heightPixels * 0.008),
      direction: this.#shading.direction,
      waterline: waterline.row,
    })
    if (isAfloat) drawRipples(frame, pen.footing.left, pen.footing.right, waterline)
    canvas.clear()
  }

  /** Feet keep pace with the way: the cadence that covers `travel` at this size, within what looks natural. */
  #cyclesPerSecond(frameWidth: number): number {
    const { strideHeights, cyclesPerSecond } = this.#manner
    if (strideHeights === 0) return cyclesPerSecond
    const fitting = (this.travel * frameWidth) / (strideHeights * this.#heightPixelsMax)
    return Math.min(cyclesPerSecond * 1.5, Math.max(cyclesPerSecond * 0.6, fitting))
  }
}

// How high a subject usually stands, as a share of the frame's width: turns its pace into frame widths.
const frameWidthsPerHeight: Readonly<Record<Size, number>> = {
  tiny: 0.07,
  small: 0.14,
  medium: 0.2,
  large: 0.25,
  huge: 0.3,
}

// One canvas serves all figures of a thread: each leaves it empty.
let sharedCanvas: Canvas | undefined

function canvasFor(frame: PlanarFrame): Canvas {
  if (sharedCanvas?.width !== frame.width || sharedCanvas.height !== frame.height) {
    sharedCanvas = new Canvas(frame.width, frame.height)
  }
  return sharedCanvas
}
