import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { parseAdditionalParameters } from './additional-parameters.ts'
import type { JsonValue } from './job.ts'

/** One change to a request: the value at a wire path, or, without a value, its removal. */
export type Edit = { readonly path: string; readonly value?: JsonValue }

/** The request with the changes made; the original stays as it is. */
export function edited(
  request: CreateAigcVideoTaskRequest,
  edits: readonly Edit[],
): CreateAigcVideoTaskRequest {
  return edits.reduce((draft, edit) => {
    const [first = '', ...rest] = edit.path.split('.')
    if (first === 'AdditionalParameters' && rest.length > 0) {
      const object = parseAdditionalParameters(draft.AdditionalParameters ?? '').value
      return { ...draft, AdditionalParameters: JSON.stringify(withValue(object, rest, edit.value)) }
    }
    return withValue(draft, [first, ...rest], edit.value) as CreateAigcVideoTaskRequest
  }, request)
}

function withValue(value: unknown, path: readonly string[], replacement: JsonValue | undefined): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replacement
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      String(index) === key ? withValue(element, rest, replacement) : element,
    )
  }
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const others = members.filter(([name]) => name !== key)
  const member = withValue(members.find(([name]) => name === key)?.[1], rest, replacement)
  const emptied = typeof member === 'object' && member !== null && Object.keys(member).length === 0
  return Object.fromEntries(
    member === undefined || (emptied && replacement === undefined) ? others : [...others, [key, member]],
  )
}
