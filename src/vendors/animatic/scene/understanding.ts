import { createRandom } from '../picture/random.ts'
import type { Habitat } from '../subject/subject.ts'
import type { TimeOfDay } from './palettes.ts'
import type { Particles, Place, Season } from './setting.ts'
import { featureWords, particleWords, placeWords, seasonWords, timeWords } from './vocabulary.ts'
import type { SearchableText } from './word-search.ts'
import { searchable, wordSearch } from './word-search.ts'

export type Feature = keyof typeof featureWords

/** What a prompt says about where, when and in what weather a film plays; what it leaves open the seed decides. */
export type Reading = {
  readonly place: Place
  readonly time: TimeOfDay
  readonly season: Season
  /** What falls or floats in the air; `null` for nothing. */
  readonly particles: Particles | null
  /** 0 clear to 1 thick. */
  readonly fog: number
  readonly features: ReadonlySet<Feature>
  /** What the negative prompt, or a "no" in the prompt, forbids. */
  readonly refused: ReadonlySet<Feature>
}

/**
 * Reads a prompt, English or Chinese. Nothing that the negative prompt names is read out of the prompt or chosen by
 * the seed.
 * @param habitat Where the first subject of the prompt lives, for prompts that name no place.
 */
export function understand(
  prompt: string,
  negativePrompt: string,
  seed: number,
  habitat: Habitat | null = null,
): Reading {
  const random = createRandom(seed ^ 0x9e3779b9)
  const text = searchable(withoutRefusals(prompt))
  const unwanted = searchable(`${negativePrompt} ; ${refusalsIn(prompt)}`)
  const refused = featuresIn(unwanted, searchable(''))
  const features = featuresIn(text, unwanted)
  const place = settlePlace(placeIn(text, unwanted) ?? placeFor(habitat), habitat)
  const particles = particlesIn(text, unwanted, place)
  const time = timeIn(text, unwanted) ?? timeFor(place, particles, unwanted, random())
  return {
    place,
    time: settleTime(time, text, unwanted),
    season: seasonIn(text, unwanted, place),
    particles,
    fog: fogOf(features, refused, place),
    features,
    refused,
  }
}

const searches = {
  places: mapValues(placeWords, ({ says, hints }) => ({ says: wordSearch(says), hints: wordSearch(hints) })),
  times: mapValues(timeWords, wordSearch),
  particles: mapValues(particleWords, wordSearch),
  seasons: mapValues(seasonWords, wordSearch),
  features: mapValues(featureWords, wordSearch),
}

function placeIn(text: SearchableText, unwanted: SearchableText): Place | null {
  const scored = keysOf(placeWords)
    .map((place) => {
      const { says, hints } = searches.places[place]
      const refused = says.found(unwanted) && !says.found(text)
      // A street of a city is a street: the nearer ground is what one sees.
      const nearer = place === 'street' && says.found(text) ? 1.5 : 0
      const score = refused ? 0 : says.count(text) * 3 + hints.count(text) + nearer
      return { place, score, first: Math.min(says.first(text), hints.first(text)) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.first - b.first)
  return scored[0]?.place ?? null
}

/** Nobody who walks stands on the open sea: he is on its shore. */
function settlePlace(place: Place, habitat: Habitat | null): Place {
  return place === 'ocean' && habitat === 'ground' ? 'beach' : place
}

/** Where a film plays that names no place. */
function placeFor(habitat: Habitat | null): Place {
  switch (habitat) {
    case 'ground':
      return 'meadow'
    case 'water':
      return 'ocean'
    case 'underwater':
      return 'underwater'
    case 'air':
      return 'cloudscape'
    case 'space':
      return 'space'
    case null:
      return 'studio'
  }
}

function timeIn(text: SearchableText, unwanted: SearchableText): TimeOfDay | null {
  return (
    keysOf(timeWords).find(
      (time) => searches.times[time].found(text) && !searches.times[time].found(unwanted),
    ) ?? null
  )
}

function timeFor(
  place: Place,
  particles: Particles | null,
  unwanted: SearchableText,
  chance: number,
): TimeOfDay {
  const wished: readonly TimeOfDay[] =
    particles === 'rain' || particles === 'snow' ? ['overcast'] : usualTimes[place]
  const free = wished.filter((time) => !searches.times[time].found(unwanted))
  if (free.length === 0)
    return keysOf(timeWords).findLast((time) => !searches.times[time].found(unwanted)) ?? 'day'
  return free[Math.floor(chance * free.length)]!
}

const usualTimes: Readonly<Record<Place, readonly TimeOfDay[]>> = {
  space: ['night'],
  underwater: ['day'],
  table: ['day', 'dusk', 'dawn'],
  room: ['day', 'sunset', 'dawn'],
  street: ['day', 'sunset', 'dusk'],
  city: ['dusk', 'sunset', 'night', 'day'],
  road: ['day', 'sunset'],
  beach: ['day', 'sunset'],
  ocean: ['sunset', 'day', 'dawn'],
  snowfield: ['day', 'dawn'],
  desert: ['day', 'sunset'],
  forest: ['dawn', 'day'],
  mountain: ['sunset', 'dawn', 'day'],
  park: ['day', 'day', 'sunset'],
  meadow: ['day', 'dawn', 'sunset'],
  cloudscape: ['day', 'sunset', 'dawn'],
  studio: ['day', 'dusk'],
}

function fogOf(features: ReadonlySet<Feature>, refused: ReadonlySet<Feature>, place: Place): number {
  if (features.has('fog')) return 1
  if (refused.has('fog')) return 0
  return place === 'forest' ? 0.5 : 0.25
}

/** Rain by night is night; a storm by night is dark anyway; a golden sky over neon is neon. */
function settleTime(time: TimeOfDay, text: SearchableText, unwanted: SearchableText): TimeOfDay {
  const also = (other: TimeOfDay) =>
    searches.times[other].found(text) && !searches.times[other].found(unwanted)
  if (time === 'alien' && also('night')) return 'night'
  return time
}

function particlesIn(text: SearchableText, unwanted: SearchableText, place: Place): Particles | null {
  const found = keysOf(particleWords).find(
    (kind) => searches.particles[kind].found(text) && !searches.particles[kind].found(unwanted),
  )
  if (place === 'underwater') return 'bubbles'
  if (place === 'space' || place === 'studio') return found === 'fireflies' ? found : null
  return found ?? null
}

function seasonIn(text: SearchableText, unwanted: SearchableText, place: Place): Season {
  if (place === 'snowfield') return 'winter'
  const found = keysOf(seasonWords).find(
    (season) => searches.seasons[season].found(text) && !searches.seasons[season].found(unwanted),
  )
  return found ?? 'summer'
}

function featuresIn(text: SearchableText, unwanted: SearchableText): ReadonlySet<Feature> {
  return new Set(
    keysOf(featureWords).filter(
      (feature) => searches.features[feature].found(text) && !searches.features[feature].found(unwanted),
    ),
  )
}

const REFUSAL =
  /(?:\b(?:no|without|never|not|avoid(?:ing)?|free of)\s+(?:any\s+)?(?:[\p{L}-]+\s?(?:or|nor|and)?\s?){1,3})|(?:没有|不要|无|避免|禁止)[^，。,.;；、]{1,6}/giu

/** "No rain, without clouds" name what is not to be seen. */
function withoutRefusals(text: string): string {
  return text.replaceAll(REFUSAL, ' ')
}

function refusalsIn(text: string): string {
  return [...text.matchAll(REFUSAL)].map(([refusal]) => refusal).join(' ; ')
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table) as Key[]
}

function mapValues<Key extends string, From, To>(
  table: Readonly<Record<Key, From>>,
  change: (value: From) => To,
): Readonly<Record<Key, To>> {
  return Object.fromEntries(keysOf(table).map((key) => [key, change(table[key])])) as Record<Key, To>
}
