import type { Kind } from './kind.ts'
import { cat, kitten } from './kinds/cat.ts'
import { dog, puppy } from './kinds/dog.ts'

/** The cast by name. To add a subject: one file in kinds/, one line here, its words in `vocabulary.ts`. */
export const kinds: Readonly<Record<string, Kind>> = { cat, kitten, dog, puppy }
