import { editionFacts, type EditionFacts, type FamilyFacts } from '../../catalog/catalog-facts.ts'
import { modeWords } from '../../catalog/describe.ts'
import { lengths } from '../../catalog/models-page.ts'
import { closestNames } from '../closest-names.ts'
import { type Command, UserError } from '../command.ts'
import { indented, jsonOf, tableOf } from '../table.ts'

export const modelsCommand: Command = {
  name: 'models',
  usage: 'models [family] [--output json]',
  doc: 'What each model can do; of one family also every rule, with its reason.',
  flags: { output: { type: 'string', value: 'json', doc: 'Print the same as JSON.' } },
  run({ loaded, positionals: [name], flags: { output } }) {
    if (output !== undefined && output !== 'json') throw new UserError('--output takes json here.')
    const edition = editionFacts(loaded.config.edition)
    const family = name === undefined ? undefined : familyOf(edition, name)
    const text =
      output === 'json'
        ? jsonOf(family ?? edition)
        : family === undefined
          ? overview(edition)
          : details(edition, family)
    process.stdout.write(`${text}\n`)
    return Promise.resolve(0)
  },
}

function familyOf({ name: edition, families }: EditionFacts, name: string): FamilyFacts {
  const found = families.find((family) => family.name.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found
  const names = families.map((family) => family.name)
  const near = closestNames(name, names) || `. It has ${names.join(', ')}.`
  throw new UserError(`Edition ${edition} has no model ${name}${near}`)
}

function overview({ name, title, defaultFamily, families }: EditionFacts): string {
  return [
    `Edition ${name}: ${title}. Without --model: ${defaultFamily}. 2K and 4K are reached by upscaling.`,
    ...families.map((family) => `${heading(family)}\n${matrix(family)}`),
    'Rules, defaults and reasons of one: reelay models <family>',
  ].join('\n\n')
}

function details({ name }: EditionFacts, family: FamilyFacts): string {
  const rules = family.rules.map(({ parameter, when, rule, because }) => [parameter, when, rule, because])
  return [
    `${heading(family)}, edition ${name}`,
    matrix(family),
    'For each parameter the first row that applies decides:',
    indented(tableOf(['PARAMETER', 'WHEN', 'RULE', 'BECAUSE'], rules)),
  ].join('\n\n')
}

const heading = ({ name, summary }: FamilyFacts): string => `${name} (${summary})`

function matrix({ capabilities }: FamilyFacts): string {
  const rows = capabilities.map((capability) => {
    const { version, mode, referenceImages, aspectRatios, sound } = capability
    const images = referenceImages === undefined ? '' : ` (${referenceImages.from} to ${referenceImages.to})`
    const ratios = aspectRatios.length === 0 ? 'not taken' : aspectRatios.join(', ')
    return [version ?? '-', `${modeWords[mode].en}${images}`, lengths(capability), ratios, sound]
  })
  return indented(tableOf(['VERSION', 'VIDEO', 'RESOLUTION: SECONDS', 'ASPECT RATIO', 'SOUND'], rows))
}
