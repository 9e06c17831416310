import type { PlanarFrame } from '../../render-plan.ts'
import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'
import { createRipples } from './ripples.ts'

/**
 * Wet ground between two rows of houses: each column mirrors what stands above the foot of the wall in it.
 * @param halfStreet Distance of the walls from the middle, in units of size.
 * @param strength 0 dry to 1 flooded.
 */
export function sheenLayer(site: Site, halfStreet: number, strength: number): Layer {
  const { lens, texture } = site
  const ripples = createRipples(texture)
  const feet = new Float64Array(lens.width)
  return {
    distance: 0.9,
    draw({ frame }, { pose }) {
      const sky = uprightPlacement(lens, pose, FAR)
      const horizon = sky.frameY(lens.horizon)
      const middle = sky.frameX(lens.width / 2, 0)
      const eye = lens.eyeHeight + pose.rise
      for (let x = 0; x < lens.width; x++) {
        const wall = x < middle ? halfStreet + pose.truck : halfStreet - pose.truck
        const foot = horizon + (Math.abs(x + 0.5 - middle) * eye) / Math.max(0.2, wall)
        // In the middle the street runs on to where its houses are a few rows high.
        feet[x] = Math.max(foot, horizon + lens.unit * 0.012)
      }
      mirrorGround(
        frame,
        feet,
        horizon,
        ripples.heights,
        ripples.size,
        strength,
        eye * lens.focal * pose.zoom,
      )
    },
  }
}

function mirrorGround(
  frame: PlanarFrame,
  feet: Float64Array,
  horizon: number,
  ripples: Float32Array,
  size: number,
  strength: number,
  drop: number,
): void {
  const { width, height, y: luma, u, v } = frame
  const mask = size - 1
  const half = width >> 1
  for (let y = Math.max(1, Math.ceil(horizon)); y < height; y++) {
    const ahead = drop / Math.max(1, y - horizon)
    const depth = (y - horizon) / (height - horizon)
    const wobble = height * (0.004 + 0.03 * depth)
    const line = (Math.floor(ahead * 300) & mask) * size
    const spread = ahead * 0.7
    const puddles = (Math.floor(ahead * 34) & mask) * size
    for (let x = 0; x < width; x++) {
      const below = y - feet[x]!
      if (below < 1) continue
      const aside = (x - half) * spread
      const ripple = ripples[line + (Math.floor(aside) & mask)]!
      const puddle = ripples[puddles + (Math.floor(aside * 0.12) & mask)]!
      let source = (feet[x]! - below * 0.9 + ripple * wobble) | 0
      source = source < 0 ? 0 : source >= y ? y - 1 : source
      const share = strength * (0.5 + 0.3 * puddle + 0.2 * ripple)
      const at = y * width + x
      const value = luma[at]!
      const mirrored = luma[source * width + x]!
      // Only light is mirrored: a wet street is dark where nothing shines on it.
      luma[at] = value + (Math.max(mirrored, value * 0.8) - value) * share
      if ((x & 1) === 0 && (y & 1) === 0) {
        const chroma = (y >> 1) * half + (x >> 1)
        const from = (source >> 1) * half + (x >> 1)
        u[chroma] = u[chroma]! + (u[from]! - u[chroma]!) * share
        v[chroma] = v[chroma]! + (v[from]! - v[chroma]!) * share
      }
    }
  }
}
