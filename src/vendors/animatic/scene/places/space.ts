import { lerp } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import { STARLIGHT } from '../actors/subject-light.ts'
import { lookAt } from '../flora/look.ts'
import type { Look } from '../flora/look.ts'
import { shadeRows } from '../paint/canvas.ts'
import { plateOf } from '../plate/plate.ts'
import { FAR } from '../plate/view.ts'
import { nebulaShader } from '../sky/nebula.ts'
import { skyLayer } from '../sky/sky-layer.ts'
import { starLayer } from '../sky/stars.ts'
import type { Planet } from '../space/planet.ts'
import { paintPlanet, planetColours } from '../space/planet.ts'
import { paintAsteroid } from '../space/asteroid.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { drift, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'

export const spaceFraming = { horizon: 0.5, eyeHeight: 0.3, follow: 0.4 }

/** A planet before a nebula, a moon farther off, rocks tumbling by. */
export function spacePlace(site: Site): Stage {
  const { lens } = site
  const nebula = site.sheet(FAR, {}, 2)
  shadeRows(nebula, nebulaShader(site))
  const layers: Layer[] = [
    skyLayer(lens.width, lens.height, [uprightLayer(plateOf(nebula), FAR)]),
    starLayer(site, 1.6, lens.height * 2),
    ...planetLayers(site),
    asteroidLayer(site, 9, 16, 0.5),
    asteroidLayer(site, 4, 7, -0.9),
  ]
  const space = { distance: 3, row: lens.height * 0.48, scale: 1.2, mirror: 0 }
  return {
    layers,
    marks: standardMarks(site, { space, air: space, ground: space, water: space, underwater: space }),
    light: { ...STARLIGHT, direction: site.lean === 1 ? -1 : 1 },
  }
}

function planetLayers(site: Site): Layer[] {
  const { lens, lean, seed, reading } = site
  const random = createRandom(seed ^ 0x706c616e)
  const side = lean
  const light = normalised(-side * lerp(0.5, 0.8, random()), -0.45, 0.42)
  const kind = reading.features.has('rings') || seed % 3 !== 0 ? 'gas' : seed % 2 === 0 ? 'earth' : 'rocky'
  const rings = reading.features.has('rings') || (kind === 'gas' && random() < 0.5)
  const radius = lens.unit * (rings ? 0.27 : 0.36)
  const main: Planet = {
    x: lens.width / 2 - side * lens.width * 0.2,
    y: lens.height * (rings ? 0.46 : 0.56),
    radius,
    kind,
    colours: planetColours[Math.floor(random() * planetColours.length)]!,
    rings,
    light,
    seed,
  }
  const moon: Planet = {
    ...main,
    x: lens.width / 2 + side * lens.width * 0.3,
    y: lens.height * 0.24,
    radius: lens.unit * 0.055,
    kind: 'moon',
    rings: false,
    seed: seed + 5,
  }
  return [planetLayer(site, moon, 60), planetLayer(site, main, 22)]
}

function planetLayer(site: Site, planet: Planet, distance: number): Layer {
  const reach = planet.radius * (planet.rings ? 2.3 : 1.3)
  const bounds = site.path.uprightBounds(site.lens, distance)
  const canvas = site.canvas({
    left: Math.max(bounds.left, planet.x - reach),
    right: Math.min(bounds.right, planet.x + reach),
    top: Math.max(bounds.top, planet.y - reach),
    bottom: Math.min(bounds.bottom, planet.y + reach),
  })
  paintPlanet(canvas, site.texture, planet)
  return uprightLayer(plateOf(canvas), distance)
}

function asteroidLayer(site: Site, distance: number, count: number, pace: number): Layer {
  const { lens, lean } = site
  const bounds = site.path.uprightBounds(lens, distance)
  const speed = (lens.unit * 0.02 * pace * 4) / distance
  const spare = Math.abs(speed) * 14
  const canvas = site.canvas({ ...bounds, left: bounds.left - spare, right: bounds.right + spare })
  const random = createRandom(site.seed ^ (distance * 7919))
  const look: Look = {
    ...lookAt(site, { light: [178, 164, 150], shade: [34, 32, 38] }, 1, lens.width / 2),
    light: [176, 164, 152],
    shade: [22, 22, 30],
    side: lean === 1 ? -1 : 1,
  }
  const width = canvas.width * canvas.step
  for (let rock = 0; rock < count; rock++) {
    const x = canvas.left + random() * width
    // A belt across the frame, against the slant of the nebula.
    const belt = lens.height * (0.66 + (lean * 0.16 * (x - lens.width / 2)) / lens.width)
    const y = belt + (random() + random() - 1) * lens.unit * 0.24
    const size = (lens.unit * lerp(0.02, 0.13, random() ** 3)) / (distance * 0.25)
    paintAsteroid(canvas, site.texture, x, y, size, look, random)
  }
  return uprightLayer(plateOf(canvas), distance, drift(speed))
}

function normalised(x: number, y: number, z: number): readonly [number, number, number] {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}
