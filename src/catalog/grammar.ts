import type { Mode } from './job.ts'
import type { SourceName } from './sources.ts'

/** The whole vocabulary in which a model's rules may be written. Plain JSON: no functions, so it can be printed and served. */
export type Family = {
  /** `ModelName` on the wire. */
  readonly name: string
  /** What else people call it; used to guess what a caller meant, never to accept. */
  readonly alsoKnownAs: readonly string[]
  /** The model behind the name. */
  readonly summary: string
  readonly clauses: { readonly [Parameter in ParameterName]: readonly Clause[] }
}

/**
 * What rules can be about. A clause may look only at facts that are settled before its parameter is: the mode follows
 * from the images, then comes ModelVersion, then Resolution, then everything else.
 */
export type ParameterName =
  | 'ModelVersion'
  | 'Resolution'
  | 'ImageInfos'
  | 'ReferenceType'
  | 'LastImageUrl'
  | 'ImageUrl'
  | 'Prompt'
  | 'NegativePrompt'
  | 'EnhancePrompt'
  | 'Duration'
  | 'AspectRatio'
  | 'Sound'

/** The first clause of a parameter whose `when` holds decides; the last one has no `when`. */
export type Clause = Verdict & {
  readonly when?: When
  /** Why, as half a sentence that ends a refusal: no capital, no full stop. */
  readonly because?: string
  readonly source: SourceName
}

/** Holds when every fact named is one of the values listed. */
export type When = {
  readonly mode?: readonly Mode[]
  readonly version?: readonly string[]
  readonly resolution?: readonly string[]
}

export type Verdict =
  /** One of these, compared without case. `upscaled`: also these, which the model cannot do and upscaling can. */
  | { readonly oneOf: readonly Value[]; readonly upscaled?: readonly string[]; readonly default?: Value }
  /** A whole number in this range, both ends included. */
  | { readonly from: number; readonly to: number; readonly default?: number }
  /** A text of this many Unicode code points; from 1 on the parameter is required and must not be blank. */
  | { readonly codePoints: { readonly from: number; readonly to: number } }
  /** That many images, without those other parameters. */
  | {
      readonly count: { readonly from: number; readonly to: number }
      readonly excludes: readonly ParameterName[]
    }
  /** An image of exactly one of these sizes, `width`x`height`; only known after it was fetched. */
  | { readonly pixels: readonly string[] }
  /** Taken as it is, together with those other parameters. */
  | { readonly allowed: true; readonly requires?: readonly ParameterName[] }
  /** Not taken. `default`: what the model does of its own accord. */
  | { readonly refused: true; readonly default?: Value }

export type Value = string | number | boolean
