import type { PlanarFrame } from '../render-plan.ts'
import type { Canvas } from './canvas.ts'

/** Where and how a floating figure meets the water. */
export type Waterline = {
  /** The first row under water. */
  readonly row: number
  readonly heightPixels: number
  readonly seconds: number
  readonly opacity: number
}

const mirrorStrength = 0.4

/** Mirrors what a canvas holds above the waterline in the water below it, wavering and fading with depth. */
export function reflectCanvas(frame: PlanarFrame, canvas: Canvas, waterline: Waterline): void {
  const { row, heightPixels, seconds, opacity } = waterline
  const depth = Math.round(heightPixels * 0.55)
  const wavelength = Math.max(6, heightPixels * 0.07)
  const last = Math.min(depth, row - canvas.top, frame.height - row)
  for (let below = 0; below < last; below++) {
    const source = row - 1 - below
    if (source < 0 || source >= canvas.height) continue
    const swing =
      Math.sin((below / wavelength) * 2 * Math.PI - seconds * 4) + 0.6 * Math.sin(below * 0.9 + seconds * 5)
    const shift = Math.round(swing * (0.6 + below * 0.02) * (heightPixels / 220))
    const strength = mirrorStrength * opacity * (1 - below / depth)
    mirrorRow(frame, canvas, source, row + below, shift, strength)
  }
}

function mirrorRow(
  frame: PlanarFrame,
  canvas: Canvas,
  from: number,
  to: number,
  shift: number,
  strength: number,
): void {
  const { pixels, width } = canvas
  const first = Math.max(canvas.first[from]!, -shift)
  const last = Math.min(canvas.last[from]!, width - 1 - shift)
  const chromaRow = (to >> 1) * (width >> 1)
  for (let column = first; column <= last; column++) {
    const pixel = pixels[from * width + column]!
    if (pixel === 0) continue
    const weight = ((pixel >>> 24) / 255) * strength
    const x = column + shift
    const at = to * width + x
    // What is mirrored loses a little light.
    frame.y[at] =
      frame.y[at]! * (1 - weight) +
      (16 + ((pixel & 255) - (16 * (pixel >>> 24)) / 255) * 0.86) * strength * ((pixel >>> 24) / 255) +
      0.5
    if (((x | to) & 1) === 0) {
      const chroma = chromaRow + (x >> 1)
      frame.u[chroma] = frame.u[chroma]! * (1 - weight) + ((pixel >>> 8) & 255) * strength + 0.5
      frame.v[chroma] = frame.v[chroma]! * (1 - weight) + ((pixel >>> 16) & 255) * strength + 0.5
    }
  }
}

/** Bright lines of small waves where the figure cuts the surface, between two columns. */
export function drawRipples(frame: PlanarFrame, left: number, right: number, waterline: Waterline): void {
  const { row, heightPixels, seconds, opacity } = waterline
  if (right <= left) return
  for (let ring = 0; ring < 3; ring++) {
    const age = (seconds * 0.45 + ring / 3) % 1
    const reachX = (right - left) * 0.51 + age * heightPixels * 0.16
    const y = row + (1 + age * 4) * (heightPixels / 150)
    drawWaveLine(frame, (left + right) / 2, y, reachX, heightPixels * 0.006 + 0.5, 0.42 * (1 - age) * opacity)
  }
}

/** A bright line, strongest towards its ends, where the bow and the stern part the water. */
function drawWaveLine(
  frame: PlanarFrame,
  x: number,
  y: number,
  reachX: number,
  thickness: number,
  strength: number,
): void {
  const left = Math.max(0, Math.ceil(x - reachX))
  const right = Math.min(frame.width - 1, Math.floor(x + reachX))
  for (let column = left; column <= right; column++) {
    const across = (column - x) / reachX
    const sag = y - across * across * thickness * 2
    const bright = strength * (0.25 + 0.75 * across * across) * Math.min(1, (1 - Math.abs(across)) * 9)
    const top = Math.max(0, Math.ceil(sag - thickness))
    const bottom = Math.min(frame.height - 1, Math.floor(sag + thickness))
    for (let line = top; line <= bottom; line++) {
      const at = line * frame.width + column
      const near = 1 - Math.abs(line - sag) / thickness
      frame.y[at] = Math.min(235, frame.y[at]! + (225 - frame.y[at]!) * bright * near + 0.5)
    }
  }
}
