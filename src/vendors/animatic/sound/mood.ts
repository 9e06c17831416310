import type { Scene } from '../render-plan.ts'

/** How much of each sound is heard: 0 none, 1 plenty. */
export type Mood = {
  readonly wind: number
  readonly water: number
  readonly rain: number
  readonly city: number
  readonly space: number
  /** The pad plays a minor chord. */
  readonly dark: boolean
}

/** Listens to a scene: the words of its notes decide what is heard. A scene without a word has a light wind. */
export function moodOf(notes: Scene['notes']): Mood {
  const words = Object.values(notes)
    .flat()
    .filter((value) => typeof value === 'string')
    .join(' ')
    .toLowerCase()
  const hears = (sound: RegExp): boolean => sound.test(words)
  const space = hears(SPACE) ? 1 : 0
  const city = hears(CITY) ? 1 : 0
  return {
    wind: space ? 0 : hears(WINDY) ? 1 : city ? 0.25 : 0.5,
    water: hears(ROUGH_WATER) ? 1 : hears(WATER) ? 0.6 : 0,
    rain: hears(RAIN) ? 1 : 0,
    city,
    space,
    dark: hears(DARK) || space === 1,
  }
}

const WINDY = /\b(wind|windy|storm|snow|blizzard|mountains?|desert|dunes?|fog|mist)/
const WATER = /\b(water|lake|river|pond|coast|beach|island|harbou?r|underwater)/
const ROUGH_WATER = /\b(ocean|sea|waves?|waterfall|surf)\b/
const RAIN = /\b(rain|storm|drizzle|thunder)/
const CITY = /\b(city|street|neon|town|traffic|skyline|urban)/
const SPACE = /\b(space|planet|galaxy|nebula|cosmos|orbit(al)? station)/
const DARK = /\b(night|dusk|storm|rain|neon|fog|dark|winter)/
