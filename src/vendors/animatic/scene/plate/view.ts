/**
 * How positions become places in the world. The camera looks along a level line over a plain: what is `distance` away
 * and stands on the plain has its foot at `horizon + eyeHeight * focal / distance`.
 */
export type Lens = {
  readonly width: number
  readonly height: number
  /** Row of the horizon before the camera moves. */
  readonly horizon: number
  /** Pixels per unit of size at distance 1. */
  readonly focal: number
  /** Height of the eye above the plain, in units of size. */
  readonly eyeHeight: number
  /** The composition's measure in pixels: equals the height in 16:9 and keeps subjects readable in other shapes. */
  readonly unit: number
}

/** Where the camera is at one moment; all zero and zoom 1 is the composition as it was painted. */
export type ScenePose = {
  readonly zoom: number
  /** Picture shift in pixels: what the lens looks at moves left by this much. */
  readonly panX: number
  readonly panY: number
  /** Way of the camera itself, in units of size: to the right, up, and forward. */
  readonly truck: number
  readonly rise: number
  readonly dolly: number
}

/**
 * Where a row of the frame lies on a plate. `at` writes the plate's row, the plate's column at frame column 0, and
 * the plate's pixels per frame pixel.
 */
export type Placement = {
  at(frameY: number, into: Float64Array): void
  /** The frame's row that shows a row of the plate. */
  frameY(plateY: number): number
  /** The frame's column that shows a position of the plate. */
  frameX(plateX: number, plateY: number): number
}

/** Distances further than this are the sky. */
export const FAR = 1e6

/** An upright sheet that faces the camera at this distance. */
export function uprightPlacement(lens: Lens, pose: ScenePose, distance: number): Placement {
  const { width, height, horizon, focal } = lens
  const near = distance / (distance - pose.dolly)
  const scale = pose.zoom * near
  const centreX = width / 2
  const centreY = height / 2
  const shift = focal / (distance - pose.dolly)
  // Frame column of the plate position `width / 2`, and frame row of the plate position `horizon`.
  const originX = centreX - pose.zoom * pose.truck * shift - pose.panX
  const originY = centreY + pose.zoom * (horizon + pose.rise * shift - centreY) - pose.panY
  return {
    at(frameY, into) {
      into[0] = horizon + (frameY - originY) / scale
      into[1] = centreX - originX / scale
      into[2] = 1 / scale
    },
    frameY: (plateY) => originY + (plateY - horizon) * scale,
    frameX: (plateX) => originX + (plateX - centreX) * scale,
  }
}

/** The plain itself: near rows move more than far ones. Rows above `farthest` move as if they were that far. */
export function plainPlacement(lens: Lens, pose: ScenePose, farthest: number): Placement {
  const { width, height, horizon, focal, eyeHeight } = lens
  const centreX = width / 2
  const centreY = height / 2
  const eye = eyeHeight + pose.rise
  const drop = pose.zoom * focal * eye
  const originY = centreY + pose.zoom * (horizon - centreY) - pose.panY
  const edge = uprightPlacement(lens, pose, farthest)
  const edgeY = horizon + (focal * eyeHeight) / farthest
  const edgeFrameY = edge.frameY(edgeY)
  const distanceOf = (plateY: number) => (focal * eyeHeight) / (plateY - horizon)
  return {
    at(frameY, into) {
      if (frameY <= edgeFrameY) return edge.at(frameY, into)
      const ahead = drop / (frameY - originY)
      const distance = ahead + pose.dolly
      const scale = (pose.zoom * distance) / ahead
      const originX = centreX - (pose.zoom * pose.truck * focal) / ahead - pose.panX
      into[0] = horizon + (focal * eyeHeight) / distance
      into[1] = centreX - originX / scale
      into[2] = 1 / scale
    },
    frameY(plateY) {
      if (plateY <= edgeY) return edge.frameY(plateY)
      return originY + drop / (distanceOf(plateY) - pose.dolly)
    },
    frameX(plateX, plateY) {
      const distance = plateY <= edgeY ? farthest : distanceOf(plateY)
      const ahead = distance - pose.dolly
      const originX = centreX - (pose.zoom * pose.truck * focal) / ahead - pose.panX
      return originX + ((plateX - centreX) * pose.zoom * distance) / ahead
    },
  }
}
