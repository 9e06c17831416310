import { z } from 'zod'

/** Actions and structures as an official table has them, in the words of `members.ts`. */
export type OfficialTable = {
  readonly actions: ReadonlyMap<string, { readonly input: string; readonly output: string }>
  readonly structures: ReadonlyMap<string, ReadonlyMap<string, OfficialMember>>
}

/** `typeName` as in the reference: `String`, `Array of AigcVideoReferenceImageInfo`. */
export type OfficialMember = { readonly typeName: string; readonly required: boolean }

/** What Tencent's CLI ships: `tccli/services/mps/v20190612/api.json` of the PyPI package `tccli` (3.1.189, 2026-11-22). */
const shippedForm = z.object({
  actions: z.record(z.string(), z.object({ input: z.string(), output: z.string() })),
  objects: z.record(
    z.string(),
    z.object({
      members: z.array(
        z.object({
          name: z.string(),
          type: z.enum(['string', 'int', 'bool', 'float', 'object', 'list']),
          /** Of a list or an object: what is in it, a plain type or a structure. */
          member: z.string(),
          required: z.boolean().optional(),
          disabled: z.boolean().optional(),
        }),
      ),
    }),
  ),
})

/** The same facts as an extract: actions with their structures, members under their names. */
const extractForm = z.object({
  actions: z.record(z.string(), z.object({ request: z.string(), response: z.string() })),
  types: z.record(z.string(), z.record(z.string(), z.object({ type: z.string(), required: z.boolean() }))),
})

/** Reads either form; `null` when it is neither. */
export function readOfficialTable(json: unknown): OfficialTable | null {
  const shipped = shippedForm.safeParse(json)
  if (shipped.success) return tableOfShipped(shipped.data)
  const extract = extractForm.safeParse(json)
  return extract.success ? tableOfExtract(extract.data) : null
}

function tableOfShipped({ actions, objects }: z.output<typeof shippedForm>): OfficialTable {
  return {
    actions: new Map(Object.entries(actions)),
    structures: new Map(
      Object.entries(objects).map(([name, { members }]) => [
        name,
        new Map(
          members
            .filter(({ disabled }) => disabled !== true)
            .map(({ name, type, member, required = false }) => [
              name,
              { typeName: typeNameOf(type, member), required },
            ]),
        ),
      ]),
    ),
  }
}

function tableOfExtract({ actions, types }: z.output<typeof extractForm>): OfficialTable {
  return {
    actions: new Map(
      Object.entries(actions).map(([name, { request, response }]) => [
        name,
        { input: request, output: response },
      ]),
    ),
    structures: new Map(
      Object.entries(types).map(([name, members]) => [
        name,
        new Map(
          Object.entries(members).map(([member, { type, required }]) => [
            member,
            { typeName: type, required },
          ]),
        ),
      ]),
    ),
  }
}

const plainNames: ReadonlyMap<string, string> = new Map([
  ['string', 'String'],
  ['datetime_iso', 'String'],
  ['binary', 'Binary'],
  ['int', 'Integer'],
  ['int64', 'Integer'],
  ['uint64', 'Integer'],
  ['bool', 'Boolean'],
  ['float', 'Float'],
])

function typeNameOf(type: string, member: string): string {
  const name = plainNames.get(member) ?? member
  return type === 'list' ? `Array of ${name}` : name
}
