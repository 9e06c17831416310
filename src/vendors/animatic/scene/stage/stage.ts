import type { Habitat, SubjectLight } from '../../subject/subject.ts'
import type { Layer } from './layer.ts'

/** A scene ready to be filmed: its layers back to front, and where its subjects may be. */
export type Stage = {
  readonly layers: readonly Layer[]
  readonly marks: Marks
  /** The light on those who stand there, where it is not that of the open sky. */
  readonly light?: SubjectLight
}

/** Where something that lives there is put; every stage has a place for each habitat, the best it can offer. */
export type Marks = Readonly<Record<Habitat, Mark>>

export type Mark = {
  readonly distance: number
  /** Frame row of its foot, of its water line, or of its centre in air and space. */
  readonly row: number
  /** How far from the middle of the frame everyone is moved, in pixels. */
  readonly aside?: number
  /** Factor on its usual height in the frame. */
  readonly scale: number
  /** Whether everyone stands at this very distance, as on a sill or a table. */
  readonly fixed?: boolean
  /** Whether the surface below shows it mirrored, and how clearly, 0 to 1. */
  readonly mirror: number
}
