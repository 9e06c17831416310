import { fireworksLayer } from './sky/fireworks.ts'
import { flockLayer } from './sky/flock.ts'
import type { Layer } from './stage/layer.ts'
import type { Site } from './stage/site.ts'
import type { Place } from './setting.ts'
import { particleLayer, particleLayers } from './weather/particles.ts'

/** Under the open sky: birds may cross it. */
const OPEN: ReadonlySet<Place> = new Set([
  'mountain',
  'ocean',
  'beach',
  'meadow',
  'park',
  'road',
  'desert',
  'snowfield',
  'city',
])

const INDOORS: ReadonlySet<Place> = new Set(['room', 'table', 'studio', 'space'])

/** What a place has of its own accord or by the weather: birds, and what falls or floats in the air. */
export function dressingOf(site: Site): Layer[] {
  const { reading, atmosphere } = site
  const layers: Layer[] = []
  const dark = atmosphere.stars > 0.3 || reading.time === 'storm'
  const wished = reading.features.has('birds') || (site.seed % 3 !== 0 && !reading.refused.has('birds'))
  if (
    OPEN.has(reading.place) &&
    wished &&
    !dark &&
    !site.habitats.has('air') &&
    reading.particles !== 'rain'
  ) {
    layers.push(flockLayer(site))
  }
  if (reading.features.has('fireworks') && !INDOORS.has(reading.place)) layers.push(fireworksLayer(site))
  const { particles } = reading
  const falls =
    particles === 'rain' || particles === 'snow' || particles === 'petals' || particles === 'leaves'
  // Through the window one sees what falls outside.
  if (falls && reading.place === 'room') layers.push(particleLayer(site, particles, 6, 0, 0.4))
  else if (particles !== null && !(falls && INDOORS.has(reading.place)))
    layers.push(...particleLayers(site, particles))
  else if (reading.place === 'forest' && !dark) layers.push(...particleLayers(site, 'dust'))
  else if (reading.place === 'room' && !dark) layers.push(...particleLayers(site, 'dust').slice(0, 1))
  return layers
}
