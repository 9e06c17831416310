import { createRandom } from '../../picture/random.ts'
import type { Cover } from '../plate/cover.ts'
import { COVER_BLOCK, isHidden } from '../plate/cover.ts'
import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'

type Star = {
  readonly x: number
  readonly y: number
  readonly brightness: number
  readonly phase: number
}

/**
 * Stars that twinkle, the fewer the nearer to the horizon.
 * @param density 1 is a clear night.
 */
export function starLayer(site: Site, density: number, bottom: number): Layer {
  const { lens } = site
  const bounds = site.path.uprightBounds(lens, FAR)
  const random = createRandom(site.seed ^ 0x73746172)
  const span = bounds.bottom < bottom ? bounds.bottom : bottom
  const area = ((bounds.right - bounds.left) * (span - bounds.top)) / (lens.unit * lens.unit)
  const stars: Star[] = Array.from({ length: Math.round(340 * density * area) }, () => ({
    x: bounds.left + random() * (bounds.right - bounds.left),
    y: bounds.top + random() ** 1.15 * (span - bounds.top),
    brightness: 0.16 + 0.84 * random() ** 4,
    phase: random() * 6.28,
  }))
  const size = lens.unit / 720
  return {
    distance: FAR,
    draw({ frame }, { pose, seconds }, cover) {
      const placement = uprightPlacement(lens, pose, FAR)
      for (const star of stars) {
        const twinkle = 0.78 + 0.22 * Math.sin(seconds * (1.4 + star.phase * 0.4) + star.phase * 7)
        const fade = Math.min(1, Math.max(0, (span - star.y) / (0.12 * lens.unit)))
        const x = placement.frameX(star.x, star.y)
        const y = placement.frameY(star.y)
        if (isBehind(cover, x, y, size * 3)) continue
        splat(
          frame.y,
          frame.width,
          frame.height,
          x,
          y,
          star.brightness * twinkle * fade * density ** 0.3,
          size,
        )
      }
    },
  }
}

/** Whether a spot and what lies around it within a reach are hidden. */
function isBehind(cover: Cover, x: number, y: number, reach: number): boolean {
  const last = cover.from.length - 1
  const left = Math.floor((x - reach) / COVER_BLOCK)
  const right = Math.floor((x + reach) / COVER_BLOCK)
  if (left < 0 || right > last) return false
  return [left, right].every(
    (block) => isHidden(cover, block, y - reach) && isHidden(cover, block, y + reach),
  )
}

/** Spreads a point of light over the pixels around it, so that it glides when the camera moves. */
function splat(
  luma: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  brightness: number,
  size: number,
): void {
  const radius = (0.75 + 0.75 * brightness) * size
  const reach = Math.ceil(radius + 0.5)
  for (let row = Math.floor(y - reach); row <= y + reach; row++) {
    if (row < 0 || row >= height) continue
    for (let column = Math.floor(x - reach); column <= x + reach; column++) {
      if (column < 0 || column >= width) continue
      const away = Math.hypot(column + 0.5 - x, row + 0.5 - y)
      const share = radius + 0.5 - away
      if (share <= 0) continue
      const at = row * width + column
      luma[at] = Math.min(235, luma[at]! + 205 * brightness * Math.min(1, share))
    }
  }
}
