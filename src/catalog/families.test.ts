import { describe, expect, test } from 'vitest'
import { editionNames } from '../contract/edition.ts'
import { resolutionsOf, versionsOf } from './clause.ts'
import { defaultFamilyName, familiesOf, findFamily } from './editions.ts'
import type { Clause, Family, ParameterName } from './grammar.ts'
import { sources } from './sources.ts'
import { optionsOf } from './verdict.ts'
import { parameterNames } from './wire-parameters.ts'

const families = editionNames.flatMap((edition) =>
  familiesOf[edition].map((family) => ({ edition, name: family.name, family })),
)

const scenesOf = (family: Family): readonly string[] =>
  (family.clauses.SceneType ?? []).flatMap((clause) => ('oneOf' in clause ? clause.oneOf.map(String) : []))

const clausesOf = (family: Family): readonly (readonly [ParameterName, Clause])[] =>
  parameterNames.flatMap((parameter) =>
    (family.clauses[parameter] ?? []).map((clause) => [parameter, clause] as const),
  )

describe.each(families)('$name of edition $edition', ({ edition, name, family }) => {
  test('ends every parameter in a clause without conditions, and only there', () => {
    for (const [parameter, clauses] of Object.entries(family.clauses)) {
      const conditions = clauses.map(({ when }) => when === undefined)
      expect(conditions.indexOf(true), parameter).toBe(conditions.length - 1)
    }
  })
  test('names only versions, resolutions and scenes that it has', () => {
    for (const [parameter, { when }] of clausesOf(family)) {
      expect(versionsOf(family), parameter).toEqual(expect.arrayContaining([...(when?.version ?? [])]))
      expect(resolutionsOf(family), parameter).toEqual(expect.arrayContaining([...(when?.resolution ?? [])]))
      expect(scenesOf(family), parameter).toEqual(expect.arrayContaining([...(when?.scene ?? [])]))
      expect(['base', 'feature'], parameter).toEqual(expect.arrayContaining([...(when?.video ?? [])]))
    }
  })
  test('looks only at facts that are settled before', () => {
    for (const [parameter, { when = {} }] of clausesOf(family)) {
      const known = ['mode', 'scene', 'version', 'resolution', 'video']
      const at = ['SceneType', 'ModelVersion', 'Resolution', 'ReferType'].indexOf(parameter)
      const settled = at < 0 ? known : known.slice(0, at + 1)
      expect(settled, parameter).toEqual(expect.arrayContaining(Object.keys(when)))
    }
  })
  test('has defaults that it admits itself, and lists without repetitions', () => {
    for (const [parameter, clause] of clausesOf(family)) {
      if ('oneOf' in clause) {
        const options = optionsOf(clause)
        expect(new Set(options).size, parameter).toBe(options.length)
        if (clause.default !== undefined) expect(clause.oneOf, parameter).toContain(clause.default)
      }
      if ('from' in clause && clause.default !== undefined) {
        expect(clause.default).toBeGreaterThanOrEqual(clause.from)
        expect(clause.default).toBeLessThanOrEqual(clause.to)
      }
    }
  })
  test('always settles a duration and a resolution', () => {
    for (const parameter of ['Duration', 'Resolution'] as const) {
      for (const clause of family.clauses[parameter]) expect(clause, parameter).toHaveProperty('default')
    }
  })
  test('says why wherever it refuses, in words that fit into a sentence, and names the source', () => {
    for (const [parameter, clause] of clausesOf(family)) {
      if ('refused' in clause) expect(clause.because, parameter).toBeDefined()
      if (clause.because !== undefined) expect(clause.because, parameter).not.toMatch(/\.$|: /)
      expect(sources, parameter).toHaveProperty(clause.source)
    }
  })
  test('demands nothing that something else rules out', () => {
    for (const [parameter, clause] of clausesOf(family)) {
      if ('count' in clause && 'required' in clause) expect(clause.excludes, parameter).toEqual([])
    }
  })
  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(family))).toEqual(family)
  })
  test('is found without regard to case', () => {
    expect(findFamily(edition, name.toUpperCase())).toBe(family)
  })
})

test('the default family exists in every edition', () => {
  for (const edition of editionNames) expect(findFamily(edition, defaultFamilyName)?.name).toBe('Hunyuan')
})

test('no two families of an edition are called alike', () => {
  for (const edition of editionNames) {
    const names = familiesOf[edition].flatMap(({ name, alsoKnownAs }) => [name, ...alsoKnownAs])
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  }
})
