import { createRandom } from '../../picture/random.ts'
import type { CameraMove, RenderPlan } from '../../render-plan.ts'
import { prepareSubject, subjectsIn } from '../../subject/cast.ts'
import type { Habitat, Size, Subject, SubjectLight, SubjectRequest } from '../../subject/subject.ts'
import type { Lens } from '../plate/view.ts'
import type { Site } from '../stage/site.ts'
import type { Place } from '../setting.ts'
import type { Mark, Marks } from '../stage/stage.ts'

/** Everyone a prompt names, before a stage is chosen for them. */
export type Troupe = {
  readonly requests: readonly SubjectRequest[]
  /** Where they live, the first-named first. */
  readonly habitats: readonly Habitat[]
  /** Frame widths per second of the fastest of them. */
  readonly travel: number
}

/** One individual and its way through the film. */
export type Actor = {
  readonly subject: Subject
  readonly mark: Mark
  readonly distance: number
  readonly row: number
  readonly heightPixels: number
  readonly facing: -1 | 1
  /** Position in the middle of the film, and how far it comes in all, in pixels. */
  readonly middleX: number
  readonly wayPixels: number
  /** Its own time runs this much slower than the film's when it covers less ground than it would. */
  readonly pace: number
  readonly phaseSeconds: number
}

/** Finds everyone the prompt names and the negative prompt does not. */
export async function gatherTroupe(plan: RenderPlan): Promise<Troupe> {
  const requests = subjectsIn(plan.prompt, plan.negativePrompt)
  const samples = await Promise.all(
    requests.map((request) => prepareSubject(request, 16, PLAIN_LIGHT, plan.seed)),
  )
  return {
    requests,
    habitats: samples.map(({ habitat }) => habitat),
    travel: Math.max(0, ...samples.map(({ travel }) => travel)),
  }
}

/**
 * How far the camera goes along with those who travel, in frame widths over the whole film; none when the caller
 * asked for a camera that stands or looks elsewhere.
 * @param limit What the place allows.
 */
export function followWidths(troupe: Troupe, plan: RenderPlan, limit: number): number {
  const free = plan.moves.every((move) => FOLLOWING_MOVES.has(move))
  if (!free || troupe.travel < 0.04) return 0
  const whole = troupe.travel * (plan.frameCount / plan.framesPerSecond)
  return Math.max(0, Math.min(limit, whole - OWN_WAY_WIDTHS))
}

/** Gives everyone a place on the stage: the first-named near the third of the frame that the composition leans to. */
export async function placeTroupe(
  troupe: Troupe,
  plan: RenderPlan,
  site: Site,
  marks: Marks,
  light: SubjectLight,
  follow: number,
): Promise<readonly Actor[]> {
  const { place } = site.reading
  const cast = troupe.requests.filter(({ kind }) => SCENERY[kind]?.includes(place) !== true)
  const everyone = cast.flatMap((request) => Array.from({ length: request.count }, () => request))
  const count = Math.min(ACTORS_MAX, everyone.length)
  return Promise.all(
    everyone.slice(0, count).map(async (request, index) => {
      const seed = (plan.seed + index * 7919) >>> 0
      const sample = await prepareSubject(request, 16, light, seed)
      const mark = marks[sample.habitat]
      const depth = mark.fixed === true ? 1 : 1 + DEPTHS[index % DEPTHS.length]!
      const heightPixels = (heightOf(sample.size, site.lens, count) * mark.scale) / depth
      const subject = await prepareSubject(request, heightPixels * 1.6, light, seed)
      return actorOf(subject, mark, depth, heightPixels, site, plan, index, count, follow)
    }),
  )
}

/** Direction of everyone's way: from the side the composition leans to, into the frame. */
export function facingOf(site: { readonly lean: -1 | 1 }): -1 | 1 {
  return site.lean === 1 ? -1 : 1
}

/** What a place is full of anyway needs no part of its own. */
const SCENERY: Readonly<Record<string, readonly Place[]>> = {
  flower: ['meadow', 'park', 'forest', 'mountain'],
  tree: ['forest', 'park', 'street', 'beach'],
}

const ACTORS_MAX = 9

/** The part of a way that is seen as movement in the frame; the camera follows for the rest. */
const OWN_WAY_WIDTHS = 0.4

const FOLLOWING_MOVES: ReadonlySet<CameraMove> = new Set([
  'drift',
  'zoom-in',
  'zoom-out',
  'orbit',
  'handheld',
])

/** How much farther than the first each of them stands. */
const DEPTHS = [0, 0.3, 0.12, 0.45, 0.2, 0.38, 0.06, 0.52, 0.26]

const PLAIN_LIGHT: SubjectLight = {
  key: [255, 255, 255],
  ambient: [128, 128, 128],
  rim: [0, 0, 0],
  haze: [128, 128, 128],
  hazeAmount: 0,
  direction: 1,
}

/** Shares of the composition's unit. */
const HEIGHTS: Readonly<Record<Size, number>> = {
  tiny: 0.125,
  small: 0.25,
  medium: 0.355,
  large: 0.44,
  huge: 0.53,
}

function heightOf(size: Size, lens: Lens, count: number): number {
  const crowd = count === 1 ? 1 : Math.max(0.58, 0.96 - 0.06 * count)
  const narrow = Math.min(1, Math.sqrt(lens.width / lens.unit / 1.5))
  return HEIGHTS[size] * lens.unit * crowd * narrow
}

function actorOf(
  subject: Subject,
  mark: Mark,
  depth: number,
  heightPixels: number,
  site: Site,
  plan: RenderPlan,
  index: number,
  count: number,
  follow: number,
): Actor {
  const { lens, lean } = site
  const random = createRandom((plan.seed ^ 0x6163746f) + index * 101)
  const seconds = plan.frameCount / plan.framesPerSecond
  const distance = mark.distance * depth
  const whole = subject.travel * seconds
  const seen = Math.min(OWN_WAY_WIDTHS, Math.max(0, whole - follow))
  const way = (seen + Math.min(follow, whole)) * lens.width
  const afloat = subject.habitat !== 'ground' && subject.habitat !== 'water'
  const spread = afloat ? (random() - 0.5) * Math.min(1, count - 1) * lens.height * 0.3 : 0
  // Those who stay look towards each other.
  const share = shareOf(index, count, lean)
  const lift = mark.fixed === true || afloat ? 0 : footShift(site, mark, distance)
  return {
    subject,
    mark,
    distance,
    row: afloat ? Math.max(mark.row + spread, heightPixels * 0.66) : mark.row + lift,
    heightPixels,
    facing: way > 0 || count === 1 ? facingOf(site) : share < 0.5 ? 1 : -1,
    middleX: lens.width * share + (mark.aside ?? 0),
    wayPixels: way,
    pace: whole > 0 ? Math.max(0.5, Math.min(1, way / lens.width / whole)) : 1,
    phaseSeconds: index * 0.37,
  }
}

/** How much higher in the frame someone farther than the mark stands on the same ground. */
function footShift({ lens }: Site, mark: Mark, distance: number): number {
  const drop = lens.focal * lens.eyeHeight
  return drop / distance - drop / mark.distance
}

/** Where across the frame: one near the third, more of them spread about the middle. */
function shareOf(index: number, count: number, lean: number): number {
  if (count === 1) return 0.5 + lean * 0.08
  const half = Math.min(0.34, 0.1 + 0.05 * count)
  const order = (index * (count % 3 === 0 ? 2 : 1)) % count
  return 0.5 + lean * half * (1 - (2 * order) / (count - 1))
}
