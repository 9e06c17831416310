import type { EditionName } from '../contract/edition.ts'
import { clauseFor, resolutionsOf, versionsOf, type Facts } from './clause.ts'
import { isDemanded } from './clause-rule.ts'
import { familiesOf } from './editions.ts'
import type { Clause, Family, ParameterName } from './grammar.ts'
import type { Mode } from './job.ts'
import { defaultOf } from './verdict.ts'

/** What one version of a family can do in one mode: a line of the matrix for `/v1/models`, the CLI and the docs. */
export type Capability = {
  readonly family: string
  /** `null` where the family has no versions in the edition. */
  readonly version: string | null
  readonly mode: Mode
  /** How many reference images; only in that mode and beside a video. */
  readonly referenceImages?: { readonly from: number; readonly to: number }
  /** What can be asked for, and the lengths there; `upscaled`: the model renders less and the service enlarges it. */
  readonly resolutions: readonly ResolutionCapability[]
  /** Empty where an image or the model decides the shape. */
  readonly aspectRatios: readonly string[]
  readonly sound: 'always' | 'never' | 'on by default' | 'off by default'
}

export type ResolutionCapability = {
  readonly resolution: string
  readonly upscaled: boolean
  readonly durationsSeconds: readonly number[]
}

const modes: readonly Mode[] = ['text', 'image', 'frames', 'references', 'video']

/** Every legal combination of family, version and mode of an edition, read from the clauses. */
export function capabilitiesOf(edition: EditionName): readonly Capability[] {
  return familiesOf[edition].flatMap((family) => {
    const versions = versionsOf(family)
    return (versions.length === 0 ? [undefined] : versions).flatMap((version) =>
      modes.flatMap((mode) => capability(family, version, mode)),
    )
  })
}

function capability(family: Family, version: string | undefined, mode: Mode): readonly Capability[] {
  const resolutions = resolutionsOf(family)
    .map((resolution) => withVideo(family, { mode, version, resolution }))
    .filter((facts) => isOffered(family, facts))
  const [facts] = resolutions
  if (facts === undefined) return []
  const images = clauseFor(family, 'ImageInfos', facts)
  const ratios = clauseFor(family, 'AspectRatio', facts)
  return [
    {
      family: family.name,
      version: version ?? null,
      mode,
      ...((mode === 'references' || mode === 'video') && 'count' in images
        ? { referenceImages: images.count }
        : {}),
      resolutions: resolutions.map((each) => resolutionCapability(family, each)),
      aspectRatios: 'oneOf' in ratios ? ratios.oneOf.map(String) : [],
      sound: soundOf(clauseFor(family, 'Sound', facts)),
    },
  ]
}

/** What is to be done with a video when the caller does not say. */
function withVideo(family: Family, facts: Facts): Facts {
  if (facts.mode !== 'video') return facts
  return { ...facts, video: defaultOf(clauseFor(family, 'ReferType', facts))?.toString() }
}

/** The material that makes the mode is taken under these facts, and no other is demanded. */
function isOffered(family: Family, facts: Facts): boolean {
  const needed = materialOf[facts.mode]
  return (['ImageUrl', 'LastImageUrl', 'ImageInfos', 'VideoInfos', 'AudioInfos'] as const).every(
    (parameter) => {
      const clause = clauseFor(family, parameter, facts)
      return needed.includes(parameter) ? !('refused' in clause) : !isDemanded(clause)
    },
  )
}

const materialOf: { readonly [Name in Mode]: readonly ParameterName[] } = {
  text: [],
  image: ['ImageUrl'],
  frames: ['ImageUrl', 'LastImageUrl'],
  references: ['ImageInfos'],
  video: ['VideoInfos'],
}

function resolutionCapability(family: Family, facts: Facts): ResolutionCapability {
  const resolution = facts.resolution ?? ''
  const clause = clauseFor(family, 'Resolution', { ...facts, resolution: undefined })
  return {
    resolution,
    upscaled: 'oneOf' in clause && (clause.upscaled ?? []).includes(resolution),
    durationsSeconds: numbersOf(clauseFor(family, 'Duration', facts)),
  }
}

function numbersOf(clause: Clause): readonly number[] {
  if ('oneOf' in clause) return clause.oneOf.map(Number)
  if (!('from' in clause)) return []
  return Array.from({ length: clause.to - clause.from + 1 }, (_, index) => clause.from + index)
}

function soundOf(clause: Clause): Capability['sound'] {
  const on = 'default' in clause && clause.default === true
  if ('refused' in clause) return on ? 'always' : 'never'
  return on ? 'on by default' : 'off by default'
}
