import { createRandom } from '../../picture/random.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'

type Bolt = { readonly seconds: number; readonly points: readonly (readonly [number, number])[] }

/** Seconds between two bolts at least: far below what a photosensitive viewer must be spared. */
const PERIOD_SECONDS = 3.2

/** Bolts behind the land; the sky around one lights up and fades. */
export function lightningLayer(site: Site): Layer {
  const { lens } = site
  const random = createRandom(site.seed ^ 0x626f6c74)
  const bolts: Bolt[] = Array.from({ length: 4 }, (_, index) => ({
    seconds: 0.9 + index * PERIOD_SECONDS + random() * 0.8,
    points: boltPoints(lens.width * (0.15 + 0.7 * random()), lens.horizon, lens.unit, random),
  }))
  return {
    distance: FAR,
    draw({ frame }, { pose, seconds }) {
      for (const bolt of bolts) {
        const age = seconds - bolt.seconds
        if (age < 0 || age > 0.7) continue
        const strength = Math.min(1, age / 0.05) * Math.exp(-age * 5.5)
        const placement = uprightPlacement(lens, pose, FAR)
        const points = bolt.points.map(([x, y]): [number, number] => [
          placement.frameX(x, y),
          placement.frameY(y),
        ])
        brighten(frame, points[0]![0], placement.frameY(lens.horizon), lens.unit, strength * 46)
        for (let index = 1; index < points.length; index++) {
          drawLine(frame, points[index - 1]!, points[index]!, lens.unit * 0.0032, strength)
        }
      }
    },
  }
}

function boltPoints(x: number, horizon: number, unit: number, random: () => number): [number, number][] {
  const points: [number, number][] = [[x, -unit * 0.1]]
  const steps = 14
  for (let step = 1; step <= steps; step++) {
    const [beforeX] = points[step - 1]!
    points.push([
      beforeX + (random() - 0.5) * unit * 0.075,
      -unit * 0.1 + ((horizon + unit * 0.1) * step) / steps,
    ])
  }
  return points
}

function brighten(frame: PlanarFrame, x: number, horizon: number, unit: number, amount: number): void {
  const { width, y: luma } = frame
  const last = Math.min(frame.height, Math.ceil(horizon))
  for (let row = 0; row < last; row++) {
    for (let column = 0; column < width; column++) {
      const away = Math.abs(column - x) / (unit * 0.9)
      const at = row * width + column
      luma[at] = Math.min(235, luma[at]! + amount / (1 + away * away))
    }
  }
}

function drawLine(
  frame: PlanarFrame,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  radius: number,
  strength: number,
): void {
  const { width, height, y: luma } = frame
  for (let row = Math.max(0, Math.floor(fromY)); row < Math.min(height, toY); row++) {
    const middle = fromX + ((toX - fromX) * (row - fromY)) / (toY - fromY)
    const reach = radius * 5
    for (
      let column = Math.max(0, Math.floor(middle - reach));
      column <= Math.min(width - 1, middle + reach);
      column++
    ) {
      const away = Math.abs(column + 0.5 - middle) / radius
      const at = row * width + column
      const share = strength * Math.min(1, away < 1 ? 1 : 0.5 / (away * away))
      luma[at] = luma[at]! + (235 - luma[at]!) * share
    }
  }
}
