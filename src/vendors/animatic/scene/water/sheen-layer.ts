import type { PlanarFrame } from '../../render-plan.ts'
import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer, Moment } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'
import type { Ripples } from './ripples.ts'
import { createRipples } from './ripples.ts'

export type Sheen = {
  /** Distance of the house fronts from the middle of the street, in units of size. */
  readonly halfStreet: number
  /** Half the width that is wet: the whole street, or a canal between its pavements. */
  readonly halfWidth: number
  /** 0 dry to 1 a mirror. */
  readonly strength: number
  /** How fast the ripples run, in units of size per second; wet asphalt lies still. */
  readonly speed: number
}

/** Wet ground between two rows of houses: each column mirrors what stands above the foot of the wall in it. */
export function sheenLayer(site: Site, sheen: Sheen): Layer {
  const { lens, texture } = site
  const ripples = createRipples(texture)
  const feet = new Float64Array(lens.width)
  return {
    distance: 0.9,
    draw({ frame }, moment) {
      const sky = uprightPlacement(lens, moment.pose, FAR)
      const horizon = sky.frameY(lens.horizon)
      const middle = sky.frameX(lens.width / 2, 0)
      findFeet(feet, moment, sheen.halfStreet, horizon, middle)
      for (let y = Math.max(1, Math.ceil(horizon)); y < lens.height; y++) {
        mirrorRow(frame, y, feet, ripples, rowOf(moment, sheen, y - horizon, middle))
      }
    },
  }
}

/** The frame row of the foot of the wall in each column. */
function findFeet(
  feet: Float64Array,
  { lens, pose }: Moment,
  halfStreet: number,
  horizon: number,
  middle: number,
): void {
  const eye = lens.eyeHeight + pose.rise
  for (let x = 0; x < feet.length; x++) {
    const wall = x < middle ? halfStreet + pose.truck : halfStreet - pose.truck
    const foot = horizon + (Math.abs(x + 0.5 - middle) * eye) / Math.max(0.2, wall)
    // In the middle the street runs on to where its houses are a few rows high.
    feet[x] = Math.max(foot, horizon + lens.unit * 0.012)
  }
}

type Row = {
  /** Wet from this column to that. */
  readonly from: number
  readonly to: number
  /** Row of the ripples and of the puddles, and their column at the first frame column and per column. */
  readonly ripple: number
  readonly puddle: number
  readonly start: number
  readonly step: number
  readonly wobble: number
  readonly strength: number
}

/** Ripples and puddles per unit of size. */
const RIPPLES = 300
const PUDDLES = 34

function rowOf({ lens, pose, seconds }: Moment, sheen: Sheen, below: number, middle: number): Row {
  const focal = lens.focal * pose.zoom
  const ahead = ((lens.eyeHeight + pose.rise) * focal) / Math.max(1, below)
  const half = (sheen.halfWidth * focal) / ahead
  const shift = (pose.truck * focal) / ahead
  const depth = ahead + pose.dolly
  return {
    from: Math.max(0, Math.floor(middle - shift - half)),
    to: Math.min(lens.width, Math.ceil(middle - shift + half)),
    ripple: Math.floor((depth + seconds * sheen.speed) * RIPPLES),
    puddle: Math.floor(depth * PUDDLES),
    start: (pose.truck - (middle * ahead) / focal) * RIPPLES,
    step: (ahead / focal) * RIPPLES,
    wobble: lens.unit * 0.004 + Math.min(0.07 * below, lens.unit * 0.03),
    strength: sheen.strength,
  }
}

/** Two columns share a ripple and a source, and with them one pixel of chroma. */
function mirrorRow(
  frame: PlanarFrame,
  y: number,
  feet: Float64Array,
  { size, heights }: Ripples,
  row: Row,
): void {
  const { width, y: luma, u, v } = frame
  const mask = size - 1
  const line = (row.ripple & mask) * size
  const puddles = (row.puddle & mask) * size
  const withChroma = (y & 1) === 0
  const half = width >> 1
  for (let x = row.from & ~1; x < row.to; x += 2) {
    const below = y - feet[x]!
    if (below < 1) continue
    const across = row.start + x * row.step
    const ripple = heights[line + (Math.floor(across) & mask)]!
    const puddle = heights[puddles + (Math.floor(across * (PUDDLES / RIPPLES)) & mask)]!
    const source = Math.min(y - 1, Math.max(0, (feet[x]! - below * 0.9 + ripple * row.wobble) | 0))
    const share = row.strength * (0.5 + 0.3 * puddle + 0.2 * ripple)
    const at = y * width + x
    const from = source * width + x
    luma[at] = mirrored(luma[at]!, luma[from]!, share)
    luma[at + 1] = mirrored(luma[at + 1]!, luma[from + 1]!, share)
    if (!withChroma) continue
    const to = (y >> 1) * half + (x >> 1)
    const chroma = (source >> 1) * half + (x >> 1)
    u[to] = u[to]! + (u[chroma]! - u[to]!) * share
    v[to] = v[to]! + (v[chroma]! - v[to]!) * share
  }
}

/** Only light is mirrored: a wet street is dark where nothing shines on it. */
function mirrored(value: number, above: number, share: number): number {
  return value + (Math.max(above, value * 0.8) - value) * share
}
