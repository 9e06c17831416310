/**
 * Where and how a process is cut.
 *
 * The point is a statement (`settle-spend#1`), a call (`POST /jobs#1`) or a write to the store (`put results#1`), numbered
 * over the whole run. The moment of a statement is `before` it leaves or `after` it was carried out and before its answer is heard. A call can
 * also be cut on its way (`request`), arrive only after a minute (`late`), or be accepted and answered by the first n
 * bytes alone (`byte n`).
 */
export type Cut = { readonly point: string; readonly moment: Moment; readonly fate: Fate }

export type Moment = 'before' | 'request' | 'late' | `byte ${number}` | 'after'

/**
 * dies: kill -9 · freezes: stands still until long after another has taken over, then goes on as if nothing had been ·
 * loses: lives, but its connection is gone.
 */
export type Fate = 'dies' | 'freezes' | 'loses'

/** What is cut here: calls have bytes that we can count, and a write to the store has no connection to lose. */
export type PointKind = 'statement' | 'call' | 'write'

export const wordsOf = ({ point, moment, fate }: Cut): string => `${point} / ${moment} / ${fate}`

/** The other way round, for who types it. */
export function cutOf(words: string): Cut {
  const [point = '', moment = '', fate = ''] = words.split('/ ').map((part) => part.trim())
  if (!isMoment(moment) || !isFate(fate)) throw new Error(`not a cut: ${words}`)
  return { point, moment, fate }
}

const isMoment = (text: string): text is Moment => /^(before|request|late|after|byte \d+)$/.test(text)
const isFate = (text: string): text is Fate => ['dies', 'freezes', 'loses'].includes(text)

/** Which cuts a run makes. Every process of the run passes its points here. */
export type Schedule = {
  /** `null` at most points: nothing happens. */
  pass(name: string, kind: PointKind): Cut | null
  /** Every point that was passed so far, in order. */
  readonly points: readonly { readonly point: string; readonly kind: PointKind }[]
  /** The cuts that were made. */
  readonly made: readonly Cut[]
}

/** Makes the given cuts, each where it says. */
export const cutsAsListed = (cuts: readonly Cut[]): Schedule =>
  schedule((point) => cuts.find((cut) => cut.point === point) ?? null)

export type Chance = {
  /** From 0 to 1, from a seed. */
  readonly random: () => number
  /** Of each point to be cut. */
  readonly perPoint: number
  readonly cutsMax: number
}

/** Cuts at random, until there were enough. */
export const cutsAtRandom = ({ random, perPoint, cutsMax }: Chance): Schedule =>
  schedule((point, kind, made) => {
    if (made.length >= cutsMax || random() >= perPoint) return null
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
    const fate = pick(fates)
    const moments = momentsOf(kind, fate, [Math.floor(random() * 160)])
    return moments.length === 0 ? null : { point, moment: pick(moments), fate }
  })

export const fates: readonly Fate[] = ['dies', 'freezes', 'loses']

/** Which moments make a difference for this fate. */
export function momentsOf(kind: PointKind, fate: Fate, bytes: readonly number[]): readonly Moment[] {
  if (kind === 'write') return fate === 'loses' ? [] : ['before', 'after']
  if (kind === 'statement') return ['before', 'after']
  switch (fate) {
    // Nobody hears how far the answer came.
    case 'dies':
      return ['before', 'request', 'late', 'after']
    case 'freezes':
      return ['before', 'after']
    case 'loses':
      return ['before', 'request', 'late', ...bytes.map((byte): Moment => `byte ${byte}`)]
  }
}

function schedule(choose: (point: string, kind: PointKind, made: readonly Cut[]) => Cut | null): Schedule {
  const counts = new Map<string, number>()
  const points: Schedule['points'][number][] = []
  const made: Cut[] = []
  return {
    points,
    made,
    pass(name, kind) {
      const number = (counts.get(name) ?? 0) + 1
      counts.set(name, number)
      const point = `${name}#${number}`
      points.push({ point, kind })
      const cut = choose(point, kind, made)
      if (cut !== null) made.push(cut)
      return cut
    },
  }
}
