import { bendMesh, createMesh, warpFrame } from '../../picture/mesh-warp.ts'
import { createFrame } from '../../picture/planar-frame.ts'
import type { PlanarFrame } from '../../render-plan.ts'

/**
 * Turns finished frames about their middle, for cameras that roll or are held by hand.
 * @returns A function that draws a frame turned by `roll` radians (the camera turning clockwise), enlarged by `zoom`
 *   so that no corner is empty; its frame is reused.
 */
export function createRolling(
  width: number,
  height: number,
): (frame: PlanarFrame, roll: number, zoom: number) => PlanarFrame {
  const turned = createFrame(width, height)
  const mesh = createMesh(width, height)
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  return (frame, roll, zoom) => {
    const cosine = Math.cos(roll) / zoom
    const sine = Math.sin(roll) / zoom
    bendMesh(mesh, (x, y, into) => {
      const across = x - middleX
      const down = y - middleY
      into[0] = middleX + across * cosine - down * sine
      into[1] = middleY + across * sine + down * cosine
    })
    warpFrame(frame, mesh, turned)
    return turned
  }
}
