import { createRandom } from '../picture/random.ts'
import { colours } from './colours.ts'
import { Figure } from './figure.ts'
import { readMentions, readSetting } from './prompt-reading.ts'
import type { Mention, Setting } from './prompt-reading.ts'
import type { Drawing, Kind } from './kind.ts'
import { kinds } from './kinds.ts'
import type { Action, Habitat, Subject, SubjectLight, SubjectRequest } from './subject.ts'

const requestsMax = 4
const countMax = 7

/**
 * The subjects a prompt names, the first-named first: at most 4, each at most 7 times. Kinds that the negative
 * prompt names are left out.
 */
export function subjectsIn(prompt: string, negativePrompt: string): readonly SubjectRequest[] {
  const unwanted = new Set(readMentions(negativePrompt).map((mention) => familyOf(mention.kind)))
  const wanted = readMentions(prompt).filter(
    (mention) => isDrawn(mention) && !mention.negated && !unwanted.has(familyOf(mention.kind)),
  )
  const mentions = seatRiders(mergeRepeats(shareVerbs(wanted.flatMap(splitGroup))))
  const setting = readSetting(prompt)
  return mentions.slice(0, requestsMax).map((mention) => toRequest(mention, setting))
}

function isDrawn(mention: Mention): boolean {
  return mention.kind === 'couple' || mention.kind === 'family' || kinds[mention.kind] !== undefined
}

/** A couple is a woman and a man; a dancing person is a dancer. */
function splitGroup(mention: Mention): readonly Mention[] {
  const as = (kind: string): Mention => ({ ...mention, kind, count: 1 })
  if (mention.kind === 'couple') return [as('woman'), as('man')]
  if (mention.kind === 'family') return [as('woman'), as('man'), as('child')]
  const dancer = `dancing-${mention.kind}`
  if (mention.dances && kinds[dancer] !== undefined) return [{ ...mention, kind: dancer }]
  return [mention]
}

/** "A dog and a cat run", "a man walking his dog": who has no verb does what the neighbour does. */
function shareVerbs(mentions: readonly Mention[]): readonly Mention[] {
  const shared = [...mentions]
  for (let at = shared.length - 2; at >= 0; at--) {
    const [mention, next] = [shared[at], shared[at + 1]]
    if (mention?.joined === true && mention.action === undefined && next !== undefined) {
      shared[at] = { ...mention, action: next.action }
    }
  }
  for (let at = 1; at < shared.length; at++) {
    const [mention, previous] = [shared[at], shared[at - 1]]
    if (mention !== undefined && mention.action === undefined && previous?.action !== undefined) {
      shared[at] = { ...mention, action: previous.action }
    }
  }
  return shared
}

/** Who rides is drawn with the mount; who is in a vessel is not drawn. */
function seatRiders(mentions: readonly Mention[]): readonly Mention[] {
  const seated: Mention[] = []
  for (const mention of mentions) {
    const rider = seated.at(-1)
    const role = kinds[mention.kind]?.role
    const climbs = rider !== undefined && rider.rides && kinds[rider.kind]?.role === 'person'
    if (climbs && role === 'mount') {
      const clothes = rider.clothing === undefined ? '' : `/${rider.clothing}`
      const kind = `${rider.kind}${clothes}+${mention.kind}`
      // Who sits on a horse does not make it sit.
      const action = mention.action === 'sit' || mention.action === 'sleep' ? 'stand' : mention.action
      seated[seated.length - 1] = { ...mention, kind, count: rider.count, action }
    } else if (climbs && role === 'vessel') {
      seated[seated.length - 1] = mention
    } else {
      seated.push(mention)
    }
  }
  return seated
}

/** "A cat ... the cat jumps" is one cat; "another cat" and "a black cat" after a white one are two. */
function mergeRepeats(mentions: readonly Mention[]): readonly Mention[] {
  const merged: Mention[] = []
  for (const mention of mentions) {
    const at = merged.findIndex((earlier) => earlier.kind === mention.kind && isSame(earlier, mention))
    const earlier = merged[at]
    if (earlier === undefined) merged.push(mention)
    else merged[at] = { ...mention, ...definedOf(earlier), rides: earlier.rides || mention.rides }
  }
  return merged
}

function isSame(earlier: Mention, later: Mention): boolean {
  if (later.another) return false
  const differs = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a !== b
  return !differs(earlier.colour, later.colour) && !differs(earlier.clothing, later.clothing)
}

function definedOf(mention: Mention): Partial<Mention> {
  return Object.fromEntries(Object.entries(mention).filter(([, value]) => value !== undefined))
}

function toRequest(mention: Mention, setting: Setting | undefined): SubjectRequest {
  // "A black cat", "a red robot"; but of people only what they wear.
  const worn = kinds[mention.kind]?.role === 'person' ? mention.clothing : undefined
  const colour = worn ?? (familyOf(mention.kind) === 'person' ? undefined : mention.colour)
  return {
    kind: mention.kind,
    count: Math.min(countMax, mention.count),
    action: nearestAction(mention.kind, mention.action, setting),
    ...(colour === undefined ? {} : { colour }),
  }
}

// Who cannot do a thing does the most alike: a car that "runs" drives, a man who "flies" runs.
const alike: Readonly<Record<Action, readonly Action[]>> = {
  run: ['run', 'drive', 'sail', 'swim', 'fly', 'walk', 'float'],
  walk: ['walk', 'run', 'drive', 'sail', 'swim', 'float', 'fly'],
  drive: ['drive', 'sail', 'run', 'fly', 'walk', 'swim'],
  fly: ['fly', 'float', 'sail', 'run', 'drive', 'swim', 'walk'],
  swim: ['swim', 'sail', 'float', 'run', 'walk'],
  float: ['float', 'sail', 'swim', 'fly', 'stand'],
  sail: ['sail', 'float', 'swim', 'drive', 'fly', 'run', 'walk'],
  sit: ['sit', 'sleep', 'stand', 'float'],
  sleep: ['sleep', 'sit', 'stand', 'float'],
  stand: ['stand', 'sit', 'float'],
}

/** What a kind does that comes nearest to what is asked, in the element where all of it plays. */
function nearestAction(name: string, wish: Action | undefined, setting: Setting | undefined): Action {
  const { actions } = kindOf(name)
  // Keys of a partial record of actions.
  const able = Object.keys(actions) as readonly Action[]
  const habitatOf = (action: Action): Habitat | undefined => actions[action]?.habitat
  const usual = able[0]
  if (usual === undefined) throw new Error(`The kind ${name} can do nothing.`)
  const wished = wish === undefined ? undefined : alike[wish].find((action) => able.includes(action))
  if (wished === undefined) {
    const isAtHome = setting !== 'ground' || habitatOf(usual) === 'space'
    return (isAtHome ? able.find((action) => habitatOf(action) === setting) : undefined) ?? usual
  }
  // Who can be seen from above the water is, unless the prompt goes under it.
  const isHidden = habitatOf(wished) === 'underwater' && setting !== 'underwater'
  return (isHidden ? able.find((action) => habitatOf(action) === 'water') : undefined) ?? wished
}

function familyOf(name: string): string {
  return kinds[name]?.family ?? name
}

/** The kind of a request's name; of a rider and a mount, the mount. */
function kindOf(name: string): Kind {
  const kind = kinds[name.split('+').at(-1) ?? name]
  if (kind === undefined) throw new Error(`There is no kind ${name}.`)
  return kind
}

/**
 * Prepares one individual to be drawn up to a height.
 * @param seed Chooses what the prompt leaves open: coat, clothes, hair. Siblings take other seeds.
 */
export async function prepareSubject(
  request: SubjectRequest,
  heightPixelsMax: number,
  light: SubjectLight,
  seed: number,
): Promise<Subject> {
  const kind = kindOf(request.kind)
  const manner = kind.actions[request.action]
  if (manner === undefined) throw new Error(`The kind ${request.kind} cannot ${request.action}.`)
  // Neighbouring seeds must not look alike.
  const random = createRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b))
  const drawing = kind.create({
    action: request.action,
    colour: request.colour === undefined ? undefined : colours[request.colour],
    random,
    seat: undefined,
    rider: riderOf(request, random),
  })
  return new Figure(kind.size, manner, drawing, heightPixelsMax, light)
}

/** Who sits on the mount of a request, dressed for it. */
function riderOf(request: SubjectRequest, random: () => number): Drawing | undefined {
  const isCycle = kindOf(request.kind).family === 'bicycle'
  const [rider = '', mount] = request.kind.split('+')
  // A bicycle does not go by itself.
  const seated = mount !== undefined ? rider : isCycle && request.action === 'drive' ? 'person' : undefined
  if (seated === undefined) return undefined
  const [name = '', clothes = ''] = seated.split('/')
  const seat = isCycle ? 'pedals' : 'astride'
  return kinds[name]?.create({ action: 'sit', colour: colours[clothes], random, seat, rider: undefined })
}
