import { createRandom } from '../../picture/random.ts'
import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'
import { drawSpot } from '../weather/sprites.ts'

const LIFE_SECONDS = 0.9

/** Shooting stars: each a short bright line that runs down the sky and goes out. */
export function meteorLayer(site: Site): Layer {
  const { lens, lean } = site
  const random = createRandom(site.seed ^ 0x6d657465)
  const meteors = Array.from({ length: 12 }, (_, index) => ({
    seconds: 0.3 + index * 1.05 + random() * 0.5,
    x: lens.width * random(),
    y: lens.horizon * 0.5 * random(),
    way: lens.unit * (0.22 + 0.2 * random()),
  }))
  return {
    distance: FAR,
    draw({ frame }, { pose, seconds }) {
      const placement = uprightPlacement(lens, pose, FAR)
      for (const meteor of meteors) {
        const age = (seconds - meteor.seconds) / LIFE_SECONDS
        if (age < 0 || age > 1) continue
        for (let step = 0; step < 26; step++) {
          const share = age - step * 0.012
          if (share < 0) break
          const x = placement.frameX(meteor.x - lean * meteor.way * share, 0)
          const y = placement.frameY(meteor.y + meteor.way * 0.55 * share)
          const strength = (1 - step / 26) ** 2 * Math.sin(Math.PI * age)
          drawSpot(frame, x, y, lens.unit * 0.0016 * (1 - step / 40), 0.9 * strength, [230, 132, 126])
        }
      }
    },
  }
}
