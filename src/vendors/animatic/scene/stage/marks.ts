import { SUBJECT_DISTANCE } from './camera-path.ts'
import type { Site } from './site.ts'
import { footRow } from './site.ts'
import type { Mark, Marks } from './stage.ts'

/** Where subjects are in a place with ground before the camera; a place overrides what is special to it. */
export function standardMarks(site: Site, special: Partial<Marks> = {}): Marks {
  const { lens } = site
  const mark = (distance: number, row: number): Mark => ({ distance, row, scale: 1, mirror: 0 })
  const ground = mark(SUBJECT_DISTANCE, footRow(lens, SUBJECT_DISTANCE))
  return {
    ground,
    water: ground,
    underwater: ground,
    air: mark(2.4, lens.height * 0.3),
    space: mark(2.4, lens.height * 0.36),
    ...special,
  }
}
