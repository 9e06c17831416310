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
    wind: space ? 0 : hears(WINDY) ? 1 : hears(SHELTERED) ? 0.2 : 0.5,
    water: hears(ROUGH_WATER) ? 1 : hears(WATER) ? 0.6 : 0,
    rain: hears(RAIN) ? 1 : 0,
    city,
    space,
    dark: hears(DARK) || space === 1,
  }
}

// Words of the scenes' own notes: `Place`, `TimeOfDay`, `Particles` and `Feature` in scene/.
const WINDY = /\b(wind|storm|snow|mountain|desert|canyon|cloudscape|fog)/
const SHELTERED = /\b(room|table|studio|street|city|neon|underwater)/
const WATER = /\b(water|lake|river|coast|underwater|bubbles)/
const ROUGH_WATER = /\b(ocean|beach|waves)/
const RAIN = /\b(rain\b|storm|lightning)/
const CITY = /\b(city|street|neon)/
const SPACE = /\b(space|moonscape|rings|alien)/
const DARK = /\b(night|dusk|storm|rain\b|neon|fog|winter)/
