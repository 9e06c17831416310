import { clamp } from '../../picture/easing.ts'
import type { Look } from '../flora/look.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { blob } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { readTexture } from '../paint/texture.ts'
import type { Texture } from '../paint/texture.ts'

/** A rock in space: rough, with a bright and a black side. */
export function paintAsteroid(
  canvas: Canvas,
  texture: Texture,
  x: number,
  y: number,
  radius: number,
  look: Look,
  random: () => number,
): void {
  const offset = random()
  const flat = 0.65 + 0.25 * random()
  fillPath(canvas, [blob(x, y, radius, radius * flat, 0.22, random)], (px, py, into) => {
    const dx = (px - x) / radius
    const dy = (py - y) / (radius * flat)
    const relief = readTexture(texture, dx * 0.2 + offset, dy * 0.2 + offset)
    const sunward = readTexture(texture, dx * 0.2 + offset + look.side * 0.02, dy * 0.2 + offset - 0.02)
    const facing = 0.36 + 0.55 * dx * look.side - 0.42 * dy
    setColour(
      into,
      mix(look.shade, look.light, clamp(facing + (relief - sunward) * 6 + (relief - 0.5) * 0.5, 0, 1)),
    )
  })
}
