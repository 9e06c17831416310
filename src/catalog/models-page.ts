import { anchorOf, headingOf } from '../contract/edition-heading.ts'
import { defaultEdition, editionNames, editions, type EditionName } from '../contract/edition.ts'
import { capabilitiesOf, type Capability } from './capability-matrix.ts'
import { modeWords, rowsOf } from './describe.ts'
import { defaultFamilyName, familiesOf } from './editions.ts'
import type { Family } from './grammar.ts'
import { sources } from './sources.ts'

/** `docs/models.md`: what each model of each edition can do, and every clause with its reason and source. */
export function modelsPage(): string {
  return [
    '<!-- Written by scripts/generate-docs.ts. Change the data in src/catalog, not this page. -->',
    '# Models',
    `Without \`ModelName\`: ${defaultFamilyName}. A request that no row allows is refused with the nearest legal one; nothing is clamped and nothing is dropped. 2K and 4K, where the model has no such resolution, are rendered at its best one and enlarged by the service.`,
    editionNames.map((name) => `- [${headingOf(name)}](#${anchorOf(name)})`).join('\n'),
    ...editionNames.flatMap(chapter),
    '## Sources',
    Object.entries(sources)
      .map(([name, source]) => `- ${name}: ${link(source)}, ${source.date}`)
      .join('\n'),
    '',
  ].join('\n\n')
}

function chapter(edition: EditionName): readonly string[] {
  return [
    `## ${headingOf(edition)}`,
    `${editions[edition].title}. \`REELAY_EDITION=${edition}\`${edition === defaultEdition ? ' is the default' : ''}.`,
    '### What they can do',
    matrix(capabilitiesOf(edition)),
    ...familiesOf[edition].map((family) => section(family, edition)),
  ]
}

function matrix(capabilities: readonly Capability[]): string {
  return [
    '| Model | Version | Video | Resolution: seconds | AspectRatio | Sound |',
    '|---|---|---|---|---|---|',
    ...capabilities.map((capability) => {
      const { family, version, mode, referenceImages, aspectRatios, sound } = capability
      const images =
        referenceImages === undefined ? '' : ` (${referenceImages.from} to ${referenceImages.to})`
      const ratios = aspectRatios.length === 0 ? 'not taken' : aspectRatios.join(', ')
      return `| ${family} | ${version ?? '-'} | ${modeWords[mode].en}${images} | ${lengths(capability)} | ${ratios} | ${sound} |`
    }),
  ].join('\n')
}

/** The lengths of a line of the matrix. Resolutions of the same lengths share an entry: `720P, 1080P: 5, 10`. */
export function lengths({ resolutions }: Capability): string {
  const groups = Map.groupBy(resolutions, ({ durationsSeconds }) => durationsWords(durationsSeconds))
  return [...groups]
    .map(([seconds, group]) => `${group.map(({ resolution }) => resolution).join(', ')}: ${seconds}`)
    .join('; ')
}

function durationsWords(durations: readonly number[]): string {
  const [first, last] = [durations.at(0), durations.at(-1)]
  return durations.length > 3 ? `${first} to ${last}` : durations.join(', ')
}

function section(family: Family, edition: EditionName): string {
  const { withdrawn } = family
  const notice = withdrawn === undefined ? '' : ` ${withdrawn.says} (${withdrawn.source}, ${withdrawn.date})`
  return [
    `### ${family.name} (edition ${edition})`,
    `${family.summary}. For each parameter the first row that applies decides.${notice}`,
    [
      '| Parameter | When | Rule | Because | Source |',
      '|---|---|---|---|---|',
      ...rowsOf(family, edition).map(
        ({ parameter, when, rule, because, source }) =>
          `| ${parameter} | ${when} | ${rule} | ${because} | ${source} |`,
      ),
    ].join('\n'),
  ].join('\n\n')
}

function link(source: { readonly title: string; readonly url?: string }): string {
  return source.url === undefined ? source.title : `[${source.title}](${source.url})`
}
