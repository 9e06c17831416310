import type { Arena } from './arena.ts'
import { type Cut, cutsAsListed, cutsAtRandom, fates, momentsOf, type PointKind, wordsOf } from './cut.ts'
import { performRun, type Plan, type Verdict } from './run.ts'
import { type ScriptName, scriptNames } from './vendor-scripts.ts'
import type { Wish } from './wishes.ts'

/** A run that can be made again from these words: one task and its cuts, or a storm and its seed. */
export type Case =
  | { readonly kind: 'listed'; readonly script: ScriptName; readonly cuts: readonly Cut[] }
  | { readonly kind: 'storm'; readonly seed: number }

export const performCase = (arena: Arena, given: Case): Promise<Verdict> =>
  arena.time.withinReal(runSecondsMax, performRun(arena, planOf(given)))

/** On a machine that has other things to do as well. */
const runSecondsMax = 90

const planOf = (given: Case): Plan =>
  given.kind === 'storm'
    ? stormOf(given.seed)
    : { wishes: [wishFor(given.script)], schedule: cutsAsListed(given.cuts) }

/** The command that makes the run again. */
export const replayOf = (given: Case): string =>
  given.kind === 'storm'
    ? `npm run test:faults -- --storm ${given.seed}`
    : `npm run test:faults -- --script '${given.script}'${given.cuts.map((cut) => ` --cut '${wordsOf(cut)}'`).join('')}`

/** Everybody asks to be told, and every task names an image: then there is the most that can go wrong. */
const wishFor = (script: ScriptName): Wish => ({ script, wantsToBeTold: true, names: 'an image' })

/** Several tasks at once and cuts wherever chance has it. */
function stormOf(seed: number): Plan {
  const random = randomFrom(seed)
  const wishes = Array.from({ length: 2 + Math.floor(random() * 6) }, () =>
    wishFor(scriptNames[Math.floor(random() * scriptNames.length)]!),
  )
  const cutsMax = 1 + Math.floor(random() * 5)
  return { wishes, schedule: cutsAtRandom({ random, perPoint: 0.02, cutsMax }) }
}

/** Statements that come by the clock come again and again; the first few stand for all. */
const repeatsMax = 2
/** Into the head, its end, the body, and all but the end. Of the paid call every byte. */
const someBytes = [0, 9, 60, 100, 130, 100_000]
const paidCallBytes = Array.from({ length: 150 }, (_, byte) => byte)

/** Every cut that a run of this script can meet, from one that nobody cuts. */
export async function everyCutOf(arena: Arena, script: ScriptName): Promise<readonly Case[]> {
  const { schedule } = await performCase(arena, { kind: 'listed', script, cuts: [] })
  return schedule.points
    .filter(({ point }) => Number(point.split('#')[1]) <= repeatsMax)
    .flatMap((place) => cutsAt(place).map((cut): Case => ({ kind: 'listed', script, cuts: [cut] })))
}

function cutsAt({ point, kind }: { readonly point: string; readonly kind: PointKind }): readonly Cut[] {
  const bytes = point.startsWith('POST /jobs') ? paidCallBytes : someBytes
  return fates.flatMap((fate) => momentsOf(kind, fate, bytes).map((moment) => ({ point, moment, fate })))
}

/** The same order for the same seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = randomFrom(seed)
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

/** Mulberry32: numbers from 0 to 1 that a seed decides. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
