import { smoothstep } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Shader } from '../paint/canvas.ts'
import { hex, mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import type { Site } from '../stage/site.ts'

const CLOUDS: readonly (readonly [Rgb, Rgb, Rgb])[] = [
  [hex('#3a1f6b'), hex('#8a3f9e'), hex('#e79bd0')],
  [hex('#12355f'), hex('#2a7fb0'), hex('#9fdcf2')],
  [hex('#4b1c3a'), hex('#b0503f'), hex('#f5b98a')],
  [hex('#123f45'), hex('#2f8f7f'), hex('#b3ecc9')],
]

/** Deep space: clouds of glowing gas along a diagonal band, dust lanes in them, faint far stars. */
export function nebulaShader(site: Site): Shader {
  const { lens, texture, seed, lean } = site
  const first = CLOUDS[seed % CLOUDS.length]!
  const second = CLOUDS[(seed + 1 + ((seed >>> 3) % 3)) % CLOUDS.length]!
  const { unit, width, height } = lens
  return (x, y, into) => {
    const u = (x - width / 2) / unit
    const v = (y - height / 2) / unit
    const bend = readTexture(texture, u * 0.21 + 0.3, v * 0.21) - 0.5
    const across = v * 0.85 + lean * u * 0.5 + bend * 0.9
    const band = Math.exp(-across * across * 2.6)
    const gas = readTexture(texture, u * 0.28 + bend * 0.5, v * 0.28 + 0.6)
    const wisp = readTexture(texture, u * 0.75 + bend, v * 0.75 - bend)
    const dust = readTexture(texture, u * 0.5 - bend * 0.7 + 0.2, v * 0.5 + 0.9)
    setColour(into, [5, 7, 16])
    const glow = band * smoothstep(0.34, 0.66, gas * 0.65 + wisp * 0.35)
    const [deep, mid, bright] = gas + bend > 0.5 ? first : second
    mixInto(into, deep, 0.12 + 0.34 * band + 0.54 * glow)
    mixInto(into, mid, smoothstep(0.3, 0.9, glow) * 0.75)
    mixInto(into, bright, smoothstep(0.62, 1, glow + (wisp - 0.5) * 0.6) * 0.6)
    mixInto(into, [8, 8, 16], smoothstep(0.5, 0.68, dust) * 0.6 * (0.4 + 0.6 * band))
  }
}
