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
  /** The day on which the family left its pages, and what follows from it here. */
  readonly withdrawn?: Withdrawal
  readonly clauses: { readonly [Parameter in SeedParameter]: readonly Clause[] } & {
    readonly [Parameter in LaterParameter]?: readonly Clause[]
  }
}

export type Withdrawal = {
  readonly date: string
  /** One sentence. */
  readonly says: string
  readonly source: SourceName
}

/**
 * What rules can be about. A clause may look only at facts that are settled before its parameter is: the mode follows
 * from the images and videos, then come SceneType, ModelVersion, Resolution, the use of the video, then everything else.
 */
export type ParameterName = SeedParameter | LaterParameter

export type SeedParameter =
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

/** Parameters that the seed edition does not have; a family that says nothing of one does not take it. */
export type LaterParameter =
  | 'SceneType'
  | 'ReferType'
  | 'VideoInfos'
  | 'KeepOriginalSound'
  | 'AudioInfos'
  | 'Text'
  | 'LogoAdd'
  | 'OffPeak'
  | 'EnableBgm'

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
  /** SceneType. */
  readonly scene?: readonly string[]
  /** Whether the video that was sent is to be edited (`base`) or followed (`feature`). */
  readonly video?: readonly string[]
}

export type Verdict =
  /** One of these, compared without case. `upscaled`: also these, which the model cannot do and upscaling can. */
  | { readonly oneOf: readonly Value[]; readonly upscaled?: readonly string[]; readonly default?: Value }
  /** A whole number in this range, both ends included. */
  | { readonly from: number; readonly to: number; readonly default?: number }
  /**
   * A text of this many Unicode code points; from 1 on the parameter is required and must not be blank. A member of
   * list elements may still be left out, unless `required`.
   */
  | { readonly codePoints: { readonly from: number; readonly to: number }; readonly required?: true }
  /** That many images, videos or sounds, without those other parameters. */
  | {
      readonly count: { readonly from: number; readonly to: number }
      readonly excludes: readonly ParameterName[]
      readonly required?: true
    }
  /** An image of exactly one of these sizes, `width`x`height`; only known after it was fetched. */
  | { readonly pixels: readonly string[] }
  /** Taken as it is, together with those other parameters. */
  | { readonly allowed: true; readonly requires?: readonly ParameterName[]; readonly required?: true }
  /** Not taken. `default`: what the model does of its own accord. */
  | { readonly refused: true; readonly default?: Value }

export type Value = string | number | boolean
