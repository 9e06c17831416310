import { actions } from '../contract/actions.ts'
import { editionNames, type EditionName } from '../contract/edition.ts'
import { membersOf, type Member } from '../contract/members.ts'
import type { ParameterName } from './grammar.ts'
import { soundMember, wirePaths } from './wire-parameters.ts'

/** Where the parameter lies in an edition: sound had no member of its own at first, only the vendors' keys. */
export function pathOf(parameter: ParameterName, edition: EditionName): string {
  return parameter === 'Sound' && hasMember(edition, soundMember) ? soundMember : wirePaths[parameter]
}

/** Whether requests of an edition have a member at that path; `N` stands for any index. */
export function hasMember(edition: EditionName, path: string): boolean {
  return paths.get(edition)?.has(path) === true
}

const paths: ReadonlyMap<EditionName, ReadonlySet<string>> = new Map(
  editionNames.map((edition) => [
    edition,
    new Set(pathsOf(membersOf(actions[edition].CreateAigcVideoTask.input))),
  ]),
)

function pathsOf(members: readonly Member[], prefix = ''): readonly string[] {
  return members.flatMap(({ name, type, members: inner }) => {
    const path = `${prefix}${name}`
    return [path, ...pathsOf(inner, type === 'List' ? `${path}.N.` : `${path}.`)]
  })
}
