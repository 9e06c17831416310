import type { Action, Habitat, Rgb, Size } from './subject.ts'

/** One entry of the cast: what it is, what it can do, how it is drawn. */
export type Kind = {
  /** Persons ride mounts and disappear into vessels. */
  readonly role: 'person' | 'animal' | 'mount' | 'vessel' | 'thing'
  /** Kinds that are removed together: "no cats" also means kittens. */
  readonly family: string
  readonly size: Size
  /** What it can do; the first is what it does when the prompt does not say. */
  readonly actions: Readonly<Partial<Record<Action, Manner>>>
}

export type Manner = {
  readonly habitat: Habitat
  /** Own heights covered in one cycle of the gait, and cycles per second at ease. */
  readonly strideHeights: number
  readonly cyclesPerSecond: number
}
