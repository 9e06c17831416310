import { buildSky } from '../../sky/sky.ts'
import type { Layer } from '../../stage/layer.ts'
import { standardMarks } from '../../stage/marks.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import type { Stage } from '../../stage/stage.ts'
import { waterLayer } from '../../water/water-layer.ts'
import { meadowForeground, meadowGround } from '../meadow.ts'
import { SHORE, rangeLayer, shoreLayer, slopeLayer } from './mountain-range.ts'
import { bankLayer } from './lake-bank.ts'

export const mountainFraming = { horizon: 0.6, eyeHeight: 0.25, follow: 0.45 }

/** A range of high mountains, seen across a lake or over an alpine meadow. */
export function mountainPlace(site: Site): Stage {
  const { lens, reading } = site
  const lake = reading.features.has('water') || (!reading.refused.has('water') && site.seed % 2 === 0)
  const layers: Layer[] = [...buildSky(site), rangeLayer(site)]
  if (!lake) {
    layers.push(
      slopeLayer(site, 9, 24),
      slopeLayer(site, 4, 10),
      meadowGround(site),
      ...meadowForeground(site),
    )
    return { layers, marks: standardMarks(site) }
  }
  layers.push(
    shoreLayer(site),
    waterLayer(site, {
      shoreDistance: SHORE * 0.9,
      roughness: 0.4,
      mirror: 0.86,
      colour: [58, 92, 104],
      speed: 0.05,
    }),
    bankLayer(site, site.habitats.has('ground')),
  )
  const water = { distance: 3.2, row: footRow(lens, 3.2), scale: 0.85, mirror: 0 }
  const ground = { distance: 1.25, row: footRow(lens, 1.3), scale: 1, mirror: 0 }
  return { layers, marks: standardMarks(site, { water, underwater: water, ground }) }
}
