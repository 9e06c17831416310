import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editionNames, type EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest as Request } from '../contract/shapes-2026-08.ts'
import { fieldsFor, settle, type Field } from './form.ts'
import { first, last, Prompt, references } from './golden/pictures.ts'
import type { JsonValue } from './job.ts'
import { judge } from './judge.ts'
import type { Widget } from './widget.ts'
import { edited, type Edit } from './edit.ts'

const edition = '2026-01-08'
const fieldAt = (draft: Request, path: string) =>
  fieldsFor(draft, edition).find((field) => field.path === path)

/** What a user can enter into a widget; `pick` chooses among it. */
function entryFor(widget: Widget, pick: number): JsonValue | undefined {
  switch (widget.kind) {
    case 'choice': {
      const open = widget.options.filter(({ disabled }) => disabled === undefined)
      return open[pick % open.length]?.value
    }
    case 'number':
      return widget.from + (pick % (widget.to - widget.from + 1))
    case 'text':
      return 'x'.repeat(1 + (pick % widget.charactersMax))
    case 'image':
      return `https://example.com/${pick}.png`
    case 'images': {
      const reference = widget.reference === null ? undefined : entryFor(widget.reference, pick)
      const name = widget.name === null ? undefined : entryFor(widget.name, pick)
      return several(widget, pick, {
        ImageUrl: 'https://example.com/r.png',
        ...(reference === undefined ? {} : { ReferenceType: reference }),
        ...(name === undefined ? {} : { Text: name }),
      })
    }
    case 'videos': {
      const use = entryFor(widget.use, pick)
      const sound = entryFor(widget.sound, pick)
      return several(widget, pick, {
        VideoUrl: 'https://example.com/v.mp4',
        ...(use === undefined ? {} : { ReferType: use }),
        ...(sound === undefined ? {} : { KeepOriginalSound: sound }),
      })
    }
    case 'sounds':
      return several(widget, pick, { AudioUrl: 'https://example.com/s.mp3' })
  }
}

function several({ from, to }: { from: number; to: number }, pick: number, element: JsonValue): JsonValue {
  return Array.from({ length: from + (pick % (to - from + 1)) }, () => element)
}

/** Fills in what is still missing: only what the form marks as required, or the name of an image. */
function completed(draft: Request, name: EditionName): Request {
  const judgement = judge(draft, name)
  const missing =
    'job' in judgement ? [] : judgement.findings.filter(({ code }) => code === 'MissingParameter')
  const [path] = missing.map(({ parameter }) => parameter)
  if (path === undefined) return draft
  const field = fieldsFor(draft, name).find((each) => each.required && each.path === path)
  const value = field === undefined ? 'cat' : entryFor(field.widget, 1)
  expect(field !== undefined || path.endsWith('.Text'), path).toBe(true)
  return completed(settle(edited(draft, [{ path, value: value ?? null }]), name).draft, name)
}

const clicks = fc.array(
  fc.record({ field: fc.nat(1000), pick: fc.nat(1000), clears: fc.integer({ min: 0, max: 9 }) }),
  { minLength: 1, maxLength: 25 },
)

describe.each(editionNames)('the form of edition %s', (name) => {
  test('offers nothing that the judge refuses, whatever is clicked in whatever order', () => {
    fc.assert(
      fc.property(clicks, (steps) => {
        let draft: Request = {}
        for (const { field: at, pick, clears } of steps) {
          const open = fieldsFor(draft, name).filter(({ disabled }) => disabled === undefined)
          const field = open[at % open.length]!
          const value = clears === 0 ? undefined : entryFor(field.widget, pick)
          const edit: Edit = value === undefined ? { path: field.path } : { path: field.path, value }
          const settlement = settle(edited(draft, [edit]), name)
          if (value !== undefined)
            expect(settlement.dropped.map(({ path }) => path)).not.toContain(field.path)
          draft = settlement.draft
        }
        const judgement = judge(completed({ Prompt, ...draft }, name), name)
        expect('job' in judgement ? [] : judgement.findings.map(({ message }) => message.en)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

describe('the form', () => {
  test('begins with the model and asks for a prompt', () => {
    const [model, ...rest] = fieldsFor({}, edition)
    expect(model).toMatchObject({ path: 'ModelName', default: 'Hunyuan', required: false })
    expect(rest.find(({ path }) => path === 'Prompt')).toMatchObject({
      required: true,
      widget: { kind: 'text', charactersMax: 2000 },
    })
    expect(fieldAt({ ImageUrl: first }, 'Prompt')).toMatchObject({ required: false })
  })
  test('shows what only another resolution allows, disabled and with the reason', () => {
    const draft = { ModelName: 'Hailuo', ExtraParameters: { Resolution: '1080P' } }
    expect(fieldAt(draft, 'Duration')?.widget).toEqual({
      kind: 'choice',
      options: [
        { value: 6, label: '6' },
        { value: 10, label: '10', disabled: 'only the standard mode, 768P, renders 10 seconds' },
      ],
    })
  })
  test('disables the end frame until there is a first one, and where the model has none', () => {
    const why = (draft: Request) => fieldAt(draft, 'LastImageUrl')?.disabled
    expect(why({ ModelName: 'GV' })).toBe('GV takes LastImageUrl only together with ImageUrl.')
    expect(why({ ModelName: 'GV', ImageUrl: first })).toBeUndefined()
    expect(why({ ModelName: 'OS', ImageUrl: first })).toMatch(
      /^OS does not take LastImageUrl: OS has no end frame\./,
    )
  })
  test('disables the first frame beside reference images, and the other way round', () => {
    expect(fieldAt({ ModelName: 'GV', ImageInfos: references(1) }, 'ImageUrl')?.disabled).toMatch(
      /^GV does not take /,
    )
    expect(fieldAt({ ModelName: 'GV', ImageUrl: first }, 'ImageInfos')?.disabled).toMatch(
      /^GV does not take /,
    )
  })
  test('tells the pixels that the image must have', () => {
    const widget: Field['widget'] | undefined = fieldAt({ ModelName: 'OS' }, 'ImageUrl')?.widget
    expect(widget).toEqual({ kind: 'image', pixels: ['1280x720', '720x1280'] })
  })
  test('has only the model to offer when that is unknown', () => {
    expect(fieldsFor({ ModelName: 'Foo' }, edition).map(({ path }) => path)).toEqual(['ModelName'])
  })
  test('drops what another family does not take, and says what and why', () => {
    const draft = {
      ModelName: 'OS',
      Prompt,
      Duration: 8,
      ImageUrl: first,
      LastImageUrl: last,
      ExtraParameters: { Resolution: '720P' },
    }
    const { draft: kept, dropped } = settle(draft, edition)
    expect(kept).toEqual({
      ModelName: 'OS',
      Prompt,
      Duration: 8,
      ImageUrl: first,
      ExtraParameters: { Resolution: '720P' },
    })
    expect(dropped).toEqual([
      { path: 'LastImageUrl', because: expect.stringContaining('OS has no end frame') },
    ])
  })
})
