import type { Pen } from './pen.ts'
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
  /** Chooses an individual's looks once; the drawing then paints any moment of it. */
  create(look: Look): Drawing
}

export type Manner = {
  readonly habitat: Habitat
  /** Own heights covered in one cycle of the gait, and cycles per second at ease. */
  readonly strideHeights: number
  readonly cyclesPerSecond: number
}

export type Look = {
  readonly action: Action
  /** What the prompt asks for: a coat, a paint, a dress. */
  readonly colour: Rgb | undefined
  /** Draws the next number, 0 to 1, of what the prompt leaves open. */
  readonly random: () => number
  /** How somebody sits on a mount, with the origin at the seat or the crank; undefined on their own feet. */
  readonly seat: 'astride' | 'pedals' | undefined
  /** Who rides it. */
  readonly rider: Drawing | undefined
}

/** Paints one moment, in units of a hundredth of its height, standing on y 0 and facing along x. */
export type Drawing = (pen: Pen, moment: Moment) => void

export type Moment = {
  readonly seconds: number
  /** Cycles of the gait since the beginning. */
  readonly cycles: number
}
