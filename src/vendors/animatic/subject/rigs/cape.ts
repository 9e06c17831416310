import { outline } from '../shape.ts'
import type { Shape } from '../shape.ts'
import type { BipedPose } from './biped-body.ts'
import { wave } from './gait.ts'

/** A cape from the shoulders down to `length` units below them, trailing in the wind. */
export function capeOf(pose: BipedPose, length: number): Shape {
  const [x, y] = pose.shoulder
  const trail = pose.wind * length * 0.6
  const flutter = (share: number): number => (0.6 + pose.wind * 2.6) * wave(pose.flutter - share * 0.6)
  const low = y - length + trail * 0.5
  return outline(
    [
      `${x + 3.4} ${y + 1.6}!`,
      `${x - 3.6} ${y + 2}`,
      `${x - 8 - trail * 0.4} ${y - length * 0.35 + flutter(0.3)}`,
      `${x - 11 - trail} ${low + flutter(1)}!`,
      `${x - 4 - trail * 0.8} ${low - 1.4 + flutter(0.8)}`,
      `${x + 2 - trail * 0.6} ${low - 0.6 + flutter(0.6)}!`,
      `${x + 4 - trail * 0.2} ${y - length * 0.4}`,
    ].join(', '),
  )
}
