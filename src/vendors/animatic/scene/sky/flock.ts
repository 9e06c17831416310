import { createRandom } from '../../picture/random.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import { uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'

type Bird = {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly phase: number
  readonly pace: number
}

/** A few birds far away that cross the sky, gliding and beating their wings. */
export function flockLayer(site: Site): Layer {
  const { lens, lean } = site
  const random = createRandom(site.seed ^ 0x666c6f63)
  const distance = 12
  const birds: Bird[] = Array.from({ length: 5 + Math.floor(random() * 6) }, (_, index) => ({
    x: -index * lens.unit * 0.035 + (random() - 0.5) * lens.unit * 0.03,
    y: Math.abs(index - 3) * lens.unit * 0.014 + (random() - 0.5) * lens.unit * 0.03,
    size: lens.unit * (0.008 + 0.006 * random()),
    phase: random() * 6.28,
    pace: 6 + 2.5 * random(),
  }))
  const row = lens.horizon - lens.unit * (0.22 + 0.14 * random())
  const speed = lens.unit * 0.045
  const start = lens.width / 2 - lean * lens.unit * 0.3
  return {
    distance,
    draw({ frame }, { pose, seconds }) {
      const placement = uprightPlacement(lens, pose, distance)
      for (const bird of birds) {
        const x = placement.frameX(start + lean * (speed * seconds + bird.x), row)
        const y = placement.frameY(row + bird.y + Math.sin(seconds * 0.7 + bird.phase) * lens.unit * 0.008)
        // Some beats, then a glide.
        const effort = 0.25 + 0.75 * Math.max(0, Math.sin(seconds * 0.9 + bird.phase * 3))
        drawBird(frame, x, y, bird.size * pose.zoom, Math.sin(seconds * bird.pace + bird.phase) * effort)
      }
    },
  }
}

/** Two wings as one sees them from afar: raised or lowered at the wrist, thin at the tips. */
function drawBird(frame: PlanarFrame, x: number, y: number, size: number, beat: number): void {
  const { width, height, y: luma } = frame
  for (let column = Math.max(0, Math.floor(x - size)); column <= Math.min(width - 1, x + size); column++) {
    const out = Math.abs(column + 0.5 - x) / size
    if (out > 1) continue
    const middle = y - size * (0.55 * beat + 0.22) * Math.sin(out * 2.3) + size * 0.26 * out * out
    const thick = Math.max(0.55, size * 0.13 * (1 - out) + 0.35)
    for (
      let row = Math.max(0, Math.floor(middle - thick));
      row <= Math.min(height - 1, middle + thick);
      row++
    ) {
      const share = Math.min(1, Math.max(0, thick + 0.5 - Math.abs(row + 0.5 - middle))) * 0.72
      const at = row * width + column
      luma[at] = luma[at]! + (34 - luma[at]!) * share
    }
  }
}
