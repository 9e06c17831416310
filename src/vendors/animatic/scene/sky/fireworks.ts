import { yuvOfRgb } from '../../picture/planar-frame.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import { uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'
import type { Yuv } from '../weather/sprites.ts'
import { drawSpot } from '../weather/sprites.ts'

type Burst = {
  readonly seconds: number
  readonly x: number
  readonly y: number
  readonly reach: number
  readonly colour: Yuv
  readonly turn: number
}

const COLOURS: readonly Rgb[] = [
  [255, 196, 92],
  [255, 108, 118],
  [128, 214, 255],
  [196, 156, 255],
  [150, 255, 176],
]

const LIFE_SECONDS = 2.1
const SPARKS = 90

/** Rockets that burst high over the town or the land one after another; sparks fly out, slow down and sink. */
export function fireworksLayer(site: Site): Layer {
  const { lens } = site
  const random = createRandom(site.seed ^ 0x66697265)
  const distance = 14
  const bursts: Burst[] = Array.from({ length: 16 }, (_, index) => ({
    seconds: index * 0.78 - 1 + random() * 0.4,
    x: lens.width * (0.12 + 0.76 * random()),
    y: Math.min(lens.height * 0.3, lens.horizon - lens.unit * 0.36) - lens.unit * 0.16 * random(),
    reach: lens.unit * (0.14 + 0.12 * random()),
    colour: yuvOfRgb(...COLOURS[Math.floor(random() * COLOURS.length)]!),
    turn: random() * 6.28,
  }))
  return {
    distance,
    draw({ frame }, { pose, seconds }) {
      const placement = uprightPlacement(lens, pose, distance)
      for (const burst of bursts) {
        const age = (seconds - burst.seconds) / LIFE_SECONDS
        if (age < 0 || age > 1) continue
        const out = burst.reach * (1 - (1 - age) ** 3)
        const fade = (1 - age) ** 1.4
        for (let spark = 0; spark < SPARKS; spark++) {
          // Evenly over a ball seen from outside.
          const angle = spark * 2.39996 + burst.turn
          const away = out * Math.sqrt((spark + 0.5) / SPARKS)
          const x = placement.frameX(burst.x + Math.cos(angle) * away, burst.y)
          const y = placement.frameY(burst.y + Math.sin(angle) * away + lens.unit * 0.05 * age * age)
          const twinkle = 0.7 + 0.3 * Math.sin(seconds * 14 + spark)
          drawSpot(frame, x, y, lens.unit * 0.0032, 0.95 * fade * twinkle, burst.colour)
        }
        const flash = Math.max(0, 1 - age * 9)
        if (flash > 0)
          drawSpot(
            frame,
            placement.frameX(burst.x, burst.y),
            placement.frameY(burst.y),
            lens.unit * 0.03,
            flash * 0.8,
            burst.colour,
          )
      }
    },
  }
}
