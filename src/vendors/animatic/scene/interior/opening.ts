import type { Rgb } from '../../subject/subject.ts'
import { mix } from '../paint/colour.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'

/** The window in the back wall, in frame positions. */
export type Opening = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Light of a room: how a thing of this colour looks near the window (1) or away from it (0). */
export type RoomLight = (colour: Rgb, nearWindow: number) => Rgb

/** Distance of the back wall. */
export const WALL_DISTANCE = 2.9

/** @param seat Whether it has a sill broad enough to sit on; then it is the middle of the picture. */
export function windowOf({ lens, lean }: Site, seat: boolean): Opening {
  const width = Math.min(lens.width * 0.86, lens.unit * (seat ? 0.95 : 0.62))
  const middle = lens.width / 2 + (seat ? lean * lens.unit * 0.06 : -lean * lens.unit * 0.16)
  const bottom = footRow(lens, WALL_DISTANCE) - lens.unit * (seat ? 0.1 : 0.14)
  return {
    left: middle - width / 2,
    right: middle + width / 2,
    top: bottom - lens.unit * (seat ? 0.42 : 0.36),
    bottom,
  }
}

/** By day the window gives the light, by night the lamps do. */
export function roomLightOf({ atmosphere }: Site): RoomLight {
  const { ambient, key, lamps } = atmosphere
  const lamp: Rgb = [118 * lamps, 84 * lamps, 50 * lamps]
  const day = mix(ambient, key, 0.55)
  return (colour, near) => {
    const level = 0.72 + 0.55 * near
    const seen = (channel: 0 | 1 | 2) =>
      Math.min(255, (colour[channel] * (day[channel] * level + lamp[channel] * (0.7 + 0.3 * near))) / 200)
    return [seen(0), seen(1), seen(2)]
  }
}
