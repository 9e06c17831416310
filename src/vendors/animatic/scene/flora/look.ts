import type { Rgb } from '../../subject/subject.ts'
import type { Site } from '../stage/site.ts'

/** Colours of a plant or stone as they arrive at the camera: in light, in shade, and of its wood. */
export type Look = { readonly light: Rgb; readonly shade: Rgb; readonly wood: Rgb; readonly side: -1 | 1 }

/** How a thing of these materials looks at a distance, in the light of the site. */
export function lookAt(
  site: Site,
  material: { readonly light: Rgb; readonly shade: Rgb; readonly wood?: Rgb },
  distance: number,
  column: number,
): Look {
  const { air } = site
  const seen = (colour: Rgb, direct: number, openness: number) =>
    air.hazed(air.lit(colour, direct, openness), distance, column)
  // Against the light what faces the camera is in shade; only the edges shine.
  const facing = 0.95 - 0.35 * Math.max(0, site.atmosphere.lightAhead)
  return {
    light: seen(material.light, facing, 1),
    shade: seen(material.shade, 0.12, 0.9),
    wood: seen(material.wood ?? [84, 66, 52], 0.3, 0.9),
    side: air.side,
  }
}
