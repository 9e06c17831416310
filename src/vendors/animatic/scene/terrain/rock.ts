import { clamp, smoothstep } from '../../picture/easing.ts'
import { hashLattice } from '../../picture/random.ts'
import type { Look } from '../flora/look.ts'
import type { Canvas } from '../paint/canvas.ts'
import { blendOver, eachPixel } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { rounded } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { readTexture } from '../paint/texture.ts'
import type { Texture } from '../paint/texture.ts'

/** A boulder that rises from the ground: bright on top and towards the light, mottled, darker at its foot. */
export function paintRock(
  canvas: Canvas,
  texture: Texture,
  x: number,
  foot: number,
  width: number,
  height: number,
  look: Look,
  random: () => number,
): void {
  const corners: number[] = []
  const count = 8
  for (let corner = 0; corner <= count; corner++) {
    const angle = Math.PI * (1 - corner / count)
    const reach = 0.84 + 0.3 * random()
    corners.push(x + Math.cos(angle) * width * 0.5 * reach, foot - Math.sin(angle) ** 0.8 * height * reach)
  }
  corners.push(x + width * 0.42, foot + height * 0.1, x - width * 0.42, foot + height * 0.1)
  paintContact(canvas, x, foot, width)
  const offset = random()
  const ridge = x + (random() - 0.5) * width * 0.4
  fillPath(canvas, [rounded(corners, 3)], (px, py, into) => {
    const up = (foot - py) / height
    const aside = ((px - ridge) / width) * 2
    const grain = readTexture(texture, px / (width * 1.6) + offset, py / (width * 1.1)) - 0.5
    const fine = hashLattice(Math.floor(px / 2), Math.floor(py / 2), 9) - 0.5
    // Two faces meet at the ridge: the one towards the light and the other.
    const face = clamp(0.5 + aside * look.side * 3 + grain * 2, 0, 1)
    const lit = clamp(0.16 + 0.42 * up + 0.4 * face + grain * 0.9 + fine * 0.06 - 0.2 * (1 - up), 0, 1)
    setColour(into, mix(look.shade, look.light, lit))
    // It sits in the ground, not on it.
    into[3] = smoothstep(-0.07, 0.06, up + grain * 0.12)
  })
}

/** The dark line where a thing meets the ground; only on what is painted there already. */
function paintContact(canvas: Canvas, x: number, foot: number, width: number): void {
  const reach = width * 0.62
  const shade = new Float64Array([20, 22, 30, 0])
  const bounds = { left: x - reach, right: x + reach, top: foot - reach * 0.2, bottom: foot + reach * 0.2 }
  eachPixel(canvas, bounds, (px, py, at) => {
    const away = ((px - x) / reach) ** 2 + ((py - foot) / (reach * 0.2)) ** 2
    if (away >= 1) return
    shade[3] = 0.42 * (1 - away) * (1 - away) * canvas.pixels[at + 3]!
    blendOver(canvas.pixels, at, shade, 1)
  })
}
