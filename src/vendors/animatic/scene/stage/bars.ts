import { smoothstep } from '../../picture/easing.ts'
import { yuvOfRgb } from '../../picture/planar-frame.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import type { Rgb } from '../../subject/subject.ts'
import { uprightPlacement } from '../plate/view.ts'
import type { Layer } from './layer.ts'
import type { Site } from './site.ts'
import { footRow } from './site.ts'

const BARS = 6

/** Columns that rise one after another, each higher than the last: growth, without a figure on it. */
export function barsLayer(site: Site, colour: Rgb, light: Rgb): Layer {
  const { lens } = site
  const distance = 1.9
  const foot = footRow(lens, distance)
  const body = yuvOfRgb(...colour)
  const top = yuvOfRgb(...light)
  return {
    distance,
    draw({ frame }, { pose, seconds }) {
      const placement = uprightPlacement(lens, pose, distance)
      for (let bar = 0; bar < BARS; bar++) {
        const grown = smoothstep(0, 1, (seconds - 0.3 - bar * 0.32) / 1.4)
        const height = lens.unit * (0.1 + 0.072 * bar + 0.012 * (bar % 2)) * grown
        const middle = lens.width / 2 + (bar - (BARS - 1) / 2) * lens.unit * 0.14
        const left = placement.frameX(middle - lens.unit * 0.045, foot)
        const right = placement.frameX(middle + lens.unit * 0.045, foot)
        drawBar(frame, left, right, placement.frameY(foot - height), placement.frameY(foot), body, top)
      }
    },
  }
}

type Yuv = readonly [number, number, number]

/** A glass column: bright at its top and on its left edge, and its image in the floor. */
function drawBar(
  frame: PlanarFrame,
  left: number,
  right: number,
  top: number,
  foot: number,
  body: Yuv,
  light: Yuv,
): void {
  const { width, height } = frame
  const tall = foot - top
  if (tall < 1) return
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(height, foot + tall * 0.5); row++) {
    const below = row + 0.5 - foot
    const rise = below < 0 ? -below / tall : below / tall
    const fade = below < 0 ? 0.55 + 0.4 * rise : 0.28 * (1 - rise * 2)
    const edge = Math.min(1, Math.max(0, row + 1 - top)) * fade
    for (let column = Math.max(0, Math.floor(left)); column < Math.min(width, right); column++) {
      const cover = Math.min(1, column + 1 - left, right - column) * edge
      if (cover <= 0) continue
      const across = (column - left) / (right - left)
      const shine = 0.75 * rise ** 3 + 0.3 * Math.max(0, 1 - across * 5)
      const at = row * width + column
      const luma = body[0] + (light[0] - body[0]) * Math.min(1, shine)
      frame.y[at] = frame.y[at]! + (luma - frame.y[at]!) * cover
      if (((row | column) & 1) !== 0) continue
      const chroma = (row >> 1) * (width >> 1) + (column >> 1)
      frame.u[chroma] = frame.u[chroma]! + (body[1] - frame.u[chroma]!) * cover
      frame.v[chroma] = frame.v[chroma]! + (body[2] - frame.v[chroma]!) * cover
    }
  }
}
