import type { JsonValue } from '../../../catalog/job.ts'
import type { CameraMove } from '../render-plan.ts'

/**
 * The moves of Kling's `camera_control` object, `{"type": "simple", "config": {"zoom": 5}}` or
 * `{"type": "down_back"}`. Values and signs: "Text to Video" of the Kling API reference, read 2026-11-22. There `pan`
 * turns about the x-axis (up and down), `tilt` about the y-axis (left and right), and a positive `zoom` widens the
 * view.
 * @returns No moves when the value is no such object or asks for nothing, as `{"type": "simple"}` alone does.
 */
export function movesOfCameraControl(control: JsonValue | undefined): readonly CameraMove[] {
  const type = memberOf(control, 'type')
  if (typeof type === 'string' && Object.hasOwn(PRESETS, type)) return PRESETS[type]!
  const config = memberOf(control, 'config')
  const moves = Object.entries(AXES).flatMap(([axis, { negative, positive }]) => {
    const amount = memberOf(config, axis)
    if (typeof amount !== 'number' || amount === 0) return []
    return [amount < 0 ? negative : positive]
  })
  return [...new Set(moves)]
}

const PRESETS: Readonly<Record<string, readonly CameraMove[]>> = {
  down_back: ['tilt-down', 'zoom-out'],
  forward_up: ['zoom-in', 'tilt-up'],
  right_turn_forward: ['pan-right', 'zoom-in'],
  left_turn_forward: ['pan-left', 'zoom-in'],
}

const AXES: Readonly<Record<string, { readonly negative: CameraMove; readonly positive: CameraMove }>> = {
  horizontal: { negative: 'pan-left', positive: 'pan-right' },
  vertical: { negative: 'tilt-down', positive: 'tilt-up' },
  pan: { negative: 'tilt-down', positive: 'tilt-up' },
  tilt: { negative: 'pan-left', positive: 'pan-right' },
  roll: { negative: 'roll', positive: 'roll' },
  zoom: { negative: 'zoom-in', positive: 'zoom-out' },
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, name) ? (value as { readonly [key: string]: JsonValue })[name] : undefined
}
