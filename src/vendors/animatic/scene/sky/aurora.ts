import { smoothstep } from '../../picture/easing.ts'
import { valueNoise } from '../../picture/noise.ts'
import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'

/** Cells of the grid that is computed for each frame; the sky's own softness hides them. */
const COLUMNS = 120
const ROWS = 48

/** Curtains of northern light: folded bands with rays, green below, violet above. A part of the sky's half sheet. */
export function auroraLayer(site: Site): Layer {
  const { lens, seed } = site
  const strength = new Float32Array(COLUMNS * ROWS)
  const height = new Float32Array(COLUMNS * ROWS)
  return {
    distance: FAR,
    draw({ target }, { pose, seconds }) {
      strength.fill(0)
      height.fill(0)
      for (let band = 0; band < 3; band++) addCurtain(strength, height, band, seconds, seed & 0xffff)
      const placement = uprightPlacement(lens, pose, FAR)
      const bottom = placement.frameY(lens.horizon)
      const shift = (pose.panX / lens.width) * COLUMNS
      const { luma, chroma } = target
      const [y, u, v] = [luma.values[0]!, chroma.values[0]!, chroma.values[1]!]
      const last = Math.min(luma.height, Math.ceil(bottom / 2))
      for (let row = 0; row < last; row++) {
        const gridRow = Math.min(ROWS - 1.01, Math.max(0, ((row * 2) / Math.max(1, bottom)) * (ROWS - 1)))
        for (let column = 0; column < luma.width; column++) {
          const gridColumn = Math.min(
            COLUMNS - 1.01,
            Math.max(0, ((column + 0.5) / luma.width) * (COLUMNS - 1) + shift),
          )
          const glow = Math.min(0.9, read(strength, gridColumn, gridRow))
          if (glow < 0.012) continue
          const at = row * luma.width + column
          const high =
            read(height, gridColumn, gridRow) / Math.max(0.001, read(strength, gridColumn, gridRow))
          y[at] = Math.min(235, y[at]! + (178 - y[at]! * 0.85) * glow * (1 - 0.4 * high))
          u[at] = u[at]! + (104 + 50 * high - u[at]!) * glow
          v[at] = v[at]! + (74 + 70 * high - v[at]!) * glow
        }
      }
    },
  }
}

/** One curtain: a winding lower edge, from which rays rise and fade. */
function addCurtain(
  strength: Float32Array,
  height: Float32Array,
  band: number,
  seconds: number,
  seed: number,
): void {
  for (let column = 0; column < COLUMNS; column++) {
    const x = column / COLUMNS
    const fold = 0.09 * Math.sin(x * (5 + band * 1.9) + seconds * (0.2 + 0.06 * band) + band * 2.3)
    const wander = 0.07 * (valueNoise(x * 4 + seconds * 0.06, band * 7.7, seed) - 0.5)
    const foot = 0.52 + 0.13 * band + fold + wander
    const ray = 0.4 + 0.6 * valueNoise(x * 44 + seconds * 0.5 + band * 9, seconds * 0.3, seed + band)
    const reach = smoothstep(0.2, 0.62, valueNoise(x * 3.4 + band * 3.1, seconds * 0.12, seed + 40 + band))
    for (let row = 0; row < ROWS; row++) {
      const rise = foot - row / ROWS
      const glow = (rise > 0 ? Math.exp(-rise * 6) : Math.exp(rise * 46)) * ray * reach * 0.95
      strength[row * COLUMNS + column] = strength[row * COLUMNS + column]! + glow
      height[row * COLUMNS + column] = height[row * COLUMNS + column]! + glow * smoothstep(0.06, 0.42, rise)
    }
  }
}

function read(grid: Float32Array, column: number, row: number): number {
  const left = column | 0
  const over = row | 0
  const at = over * COLUMNS + left
  const fx = column - left
  const top = grid[at]! + (grid[at + 1]! - grid[at]!) * fx
  const bottom = grid[at + COLUMNS]! + (grid[at + COLUMNS + 1]! - grid[at + COLUMNS]!) * fx
  return top + (bottom - top) * (row - over)
}
