import type { Rgb } from '../../subject/subject.ts'
import type { Atmosphere } from '../palettes.ts'
import type { Lens } from '../plate/view.ts'
import type { LightPosition } from '../sky/dome.ts'
import type { LightDirection } from '../terrain/survey.ts'

/** How light falls on things and how distance takes them away. Shaders use the `Into` forms: nothing is allocated. */
export type Air = {
  readonly atmosphere: Atmosphere
  readonly light: LightPosition
  readonly direction: LightDirection
  /** -1 when the light comes from the left, 1 from the right. */
  readonly side: -1 | 1
  /** A material's colour under this share of direct light; `openness` is how much sky it sees. */
  lit(material: Rgb, direct: number, openness?: number): Rgb
  litInto(into: Float64Array, direct: number, openness: number): void
  /** A colour as it arrives here from a distance. */
  hazed(colour: Rgb, distance: number, column: number): Rgb
  hazeInto(into: Float64Array, distance: number, column: number, height: number): void
}

/** The air of a site: its light comes from a place in the sky, its haze takes two thirds of a thing at `hazeDistance`. */
export function createAir(
  atmosphere: Atmosphere,
  lens: Lens,
  light: LightPosition,
  hazeDistance: number,
): Air {
  const { key, ambient, haze, hazeTowardsSun, lightAhead, lightRise } = atmosphere
  const side = light.x < lens.width / 2 ? -1 : 1
  const aside = side * Math.sqrt(Math.max(0.1, 1 - lightAhead * lightAhead))
  const length = Math.hypot(aside, lightRise, lightAhead)
  const direction = { x: aside / length, y: lightRise / length, z: lightAhead / length }
  const reach = lens.unit * 0.62
  const litInto = (into: Float64Array, direct: number, openness: number) => {
    for (let channel = 0; channel < 3; channel++) {
      const light = ambient[channel]! * openness + key[channel]! * direct
      // A soft shoulder: what is brighter than paper turns white slowly.
      const value = (into[channel]! * light) / 255
      into[channel] = value <= 200 ? value : 200 + 55 * (1 - Math.exp((200 - value) / 55))
    }
  }
  const hazeInto = (into: Float64Array, distance: number, column: number, height: number) => {
    // Rational stand-ins for exponentials: this runs for every pixel of the land.
    const depth = (Math.max(0, distance - 0.8) / hazeDistance) * Math.max(0.25, 1 - height * 0.04)
    const amount = 1 - 1 / (1 + depth * (1 + 0.5 * depth))
    const aside = (column - light.x) / reach
    const sunward = 1 / (1 + aside * aside * (1 + 0.5 * aside * aside))
    for (let channel = 0; channel < 3; channel++) {
      const air = haze[channel]! + (hazeTowardsSun[channel]! - haze[channel]!) * sunward
      into[channel] = into[channel]! + (air - into[channel]!) * amount
    }
  }
  const scratch = new Float64Array(4)
  const through = (colour: Rgb, change: () => void): Rgb => {
    scratch.set(colour)
    change()
    return [scratch[0]!, scratch[1]!, scratch[2]!]
  }
  return {
    atmosphere,
    light,
    direction,
    side,
    lit: (material, direct, openness = 1) => through(material, () => litInto(scratch, direct, openness)),
    litInto,
    hazed: (colour, distance, column) => through(colour, () => hazeInto(scratch, distance, column, 0)),
    hazeInto,
  }
}
