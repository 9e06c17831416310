import { smoothstep } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { shadeRows } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import type { Lens } from '../plate/view.ts'

const BANDS: readonly Rgb[] = [
  [150, 90, 220],
  [80, 130, 240],
  [80, 210, 150],
  [240, 232, 110],
  [250, 170, 80],
  [240, 84, 84],
]

/** A rainbow on the side away from the light, fading towards its top. */
export function paintRainbow(canvas: Canvas, lens: Lens, lightX: number): void {
  const x = lens.width - lightX
  const y = lens.horizon + lens.unit * 0.12
  const radius = lens.unit * 0.56
  const width = lens.unit * 0.05
  shadeRows(canvas, (px, py, into) => {
    const away = Math.sqrt((px - x) ** 2 + (py - y) ** 2)
    const share = (away - radius) / width
    into[3] = 0
    if (share < 0 || share > 1) return
    const band = share * (BANDS.length - 1)
    const index = Math.min(BANDS.length - 2, Math.floor(band))
    setColour(into, mix(BANDS[index]!, BANDS[index + 1]!, band - index))
    const rise = (lens.horizon - py) / lens.unit
    into[3] =
      0.38 *
      smoothstep(0, 0.2, share) *
      smoothstep(1, 0.8, share) *
      (0.45 + 0.55 * smoothstep(0.6, 0.1, rise))
  })
}
