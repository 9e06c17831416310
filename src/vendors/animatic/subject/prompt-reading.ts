import { phraseWordsMax, splitWords, vocabulary } from './vocabulary.ts'
import type { Meaning } from './vocabulary.ts'
import type { Action } from './subject.ts'

/** One noun of a prompt with what its surroundings say about it. */
export type Mention = {
  readonly kind: string
  readonly count: number
  /** Of the thing itself: "a white cat". */
  readonly colour: string | undefined
  /** Of what it wears: "a woman in a red dress". */
  readonly clothing: string | undefined
  readonly action: Action | undefined
  readonly dances: boolean
  readonly negated: boolean
  readonly definite: boolean
  readonly another: boolean
  /** The words between this noun and the next one say that this one rides on that one. */
  readonly rides: boolean
  /** "and" stands between this noun and the next one. */
  readonly joined: boolean
}

type Mark =
  | (Meaning & { readonly latin?: boolean })
  | { readonly type: 'word' }
  | { readonly type: 'stop' }
  | { readonly type: 'comma' }

// How far a noun's own words may stand from it, in marks: a noun phrase before, a clause behind.
const phraseReach = 9
const clauseReach = 16

/** Finds the drawable nouns of a prompt in their order, English and Chinese alike. */
export function readMentions(prompt: string): readonly Mention[] {
  const marks = markWords(prompt)
  const nounAt = marks.flatMap((_, index) => (isHead(marks, index) ? [index] : []))
  return nounAt.flatMap((index, order) => {
    const noun = marks[index]
    return noun?.type === 'noun' ? [readMention(noun, marks, index, nounAt[order + 1])] : []
  })
}

/** A noun that is not just the first half of another: of "retriever puppy" only the puppy. */
function isHead(marks: readonly Mark[], index: number): boolean {
  const [mark, next] = [marks[index], marks[index + 1]]
  return mark?.type === 'noun' && !(mark.latin === true && next?.type === 'noun' && next.latin === true)
}

function readMention(
  noun: Extract<Meaning, { readonly type: 'noun' }>,
  marks: readonly Mark[],
  index: number,
  nextNounAt: number | undefined,
): Mention {
  const before = phraseBefore(marks, index)
  const after = clauseAfter(marks, index)
  const between = nextNounAt === undefined ? [] : marks.slice(index + 1, nextNounAt)
  const isUpon =
    nextNounAt !== undefined &&
    marks[nextNounAt - phraseBefore(marks, nextNounAt).length - 1]?.type === 'inside'
  const isDoing = (mark: Mark): mark is Extract<Mark, { readonly action: Action }> =>
    mark.type === 'verb' || mark.type === 'ride'
  const verb = after.find(isDoing) ?? before.find(isDoing)
  const number = before.find((mark) => mark.type === 'number')
  const has = (type: Mark['type']): boolean => before.some((mark) => mark.type === type)
  return {
    kind: noun.kind,
    count: number?.value ?? (noun.several ? 3 : 1),
    colour: has('clothing') ? undefined : before.find((mark) => mark.type === 'colour')?.colour,
    clothing: clothingColour([...before].reverse()) ?? clothingColour(after),
    action: verb?.action,
    dances: verb?.type === 'verb' && verb.dance,
    negated: has('negation') || marks[index - before.length - 1]?.type === 'negation',
    definite: has('definite'),
    another: has('another'),
    rides: isUpon || between.some((mark) => mark.type === 'ride'),
    joined:
      between.some((mark) => mark.type === 'joint') &&
      !between.some((mark) => mark.type === 'verb' || mark.type === 'stop'),
  }
}

/** Where a prompt says that all of it plays, when it says so. */
export function readSetting(prompt: string): Setting | undefined {
  const settings = markWords(prompt).flatMap((mark) => (mark.type === 'setting' ? [mark.setting] : []))
  // "An astronaut on Mars, deep space above": feet on the ground win.
  return settings.find((setting) => setting === 'ground') ?? settings[0]
}

export type Setting = Extract<Meaning, { readonly type: 'setting' }>['setting']

/** The marks of the noun phrase before a noun, nearest first. */
function phraseBefore(marks: readonly Mark[], index: number): readonly Mark[] {
  const found: Mark[] = []
  for (let at = index - 1; at >= 0 && found.length < phraseReach; at--) {
    const mark = marks[at]
    if (mark === undefined || phraseEnds.has(mark.type)) break
    found.push(mark)
    // "Walks his dog": what stands before the article belongs to somebody else.
    if (mark.type === 'definite' || mark.type === 'number') break
  }
  return found
}

const phraseEnds: ReadonlySet<Mark['type']> = new Set([
  'stop',
  'comma',
  'noun',
  'edge',
  'inside',
  'bystander',
  'joint',
  'ride',
])

/** The marks of the clause behind a noun, up to the next one who acts. */
function clauseAfter(marks: readonly Mark[], index: number): readonly Mark[] {
  const clause = marks.slice(index + 1, index + 1 + clauseReach)
  const end = clause.findIndex(
    (mark, at) =>
      mark.type === 'stop' || mark.type === 'noun' || (mark.type === 'bystander' && !isPlace(clause, at)),
  )
  return end < 0 ? clause : clause.slice(0, end)
}

/** "In the rain", "在草地上": what stands behind such a word is a place and does nothing itself. */
function isPlace(clause: readonly Mark[], at: number): boolean {
  const before = clause.slice(Math.max(0, at - 3), at).reverse()
  const led = before.find(
    (mark) => mark.type !== 'definite' && mark.type !== 'colour' && mark.type !== 'number',
  )
  return led?.type === 'edge' || led?.type === 'inside'
}

/** The colour named at most three marks before a piece of clothing. */
function clothingColour(marks: readonly Mark[]): string | undefined {
  const at = marks.findIndex((mark) => mark.type === 'clothing')
  if (at < 0) return undefined
  const near = marks.slice(Math.max(0, at - 4), at).reverse()
  return near.find((mark) => mark.type === 'colour')?.colour
}

/** Cuts a text into words and Chinese characters and gives each the longest phrase's meaning. */
function markWords(text: string): readonly Mark[] {
  const words = splitWords(text)
  const marks: Mark[] = []
  for (let at = 0; at < words.length;) {
    const match = longestPhrase(words, at)
    if (match !== undefined) {
      marks.push({ ...match.meaning, latin: /^[a-z]/.test(words[at] ?? '') })
      at += match.length
      continue
    }
    marks.push(plainMark(words[at] ?? ''))
    at++
  }
  return marks
}

function longestPhrase(
  words: readonly string[],
  at: number,
): { readonly meaning: Meaning; readonly length: number } | undefined {
  for (let length = Math.min(phraseWordsMax, words.length - at); length > 0; length--) {
    const meaning = vocabulary.get(words.slice(at, at + length).join(' '))
    if (meaning !== undefined) return { meaning, length }
  }
  return undefined
}

function plainMark(word: string): Mark {
  if (/^[.;!?\n。；！？]$/.test(word)) return { type: 'stop' }
  if (/^[,，、:：]$/.test(word)) return { type: 'comma' }
  return { type: 'word' }
}
