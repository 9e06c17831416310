import { shadeRows } from '../paint/canvas.ts'
import { plateOf } from '../plate/plate.ts'
import { FAR } from '../plate/view.ts'
import type { Layer } from '../stage/layer.ts'
import { drift, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { paintCloudSheet, paintHeapClouds } from './clouds.ts'
import { lightningLayer } from '../weather/lightning.ts'
import { auroraLayer } from './aurora.ts'
import { domeShader } from './dome.ts'
import { meteorLayer } from './meteors.ts'
import { paintRainbow } from './rainbow.ts'
import { skyLayer } from './sky-layer.ts'
import { starLayer } from './stars.ts'

/** Everything above the horizon: gradient, sun or moon, stars and clouds. */
export function buildSky(site: Site): readonly Layer[] {
  const { lens, atmosphere, air, reading } = site
  const { features } = reading
  const parts = [...domeAndClouds(site)]
  if (features.has('rainbow')) {
    const sheet = site.sheet(FAR, { bottom: lens.horizon }, 2)
    paintRainbow(sheet, lens, air.light.x)
    parts.push(uprightLayer(plateOf(sheet), FAR))
  }
  if (features.has('aurora')) parts.push(auroraLayer(site))
  const layers = [skyLayer(lens.width, lens.height, parts)]
  if (atmosphere.stars > 0.05) layers.push(starLayer(site, atmosphere.stars, lens.horizon))
  if (features.has('meteors')) layers.push(meteorLayer(site))
  if (features.has('lightning')) layers.push(lightningLayer(site))
  return layers
}

/** The dome, a sheet of high cloud that slides slowly, heaps that slide faster. */
function domeAndClouds(site: Site): Layer[] {
  const { lens, atmosphere, air, reading } = site
  const { unit } = lens
  const bottom = lens.horizon + 0.12 * unit
  const cover = coverOf(site)
  const cloudSky = { lens, atmosphere, light: air.light, texture: site.texture, seed: site.seed }
  // Under a closed sky nothing stands still behind the clouds: dome and sheet are painted as one.
  const closed = cover >= 0.7 && atmosphere.disc === 'none'
  const dome = closed ? widened(site, bottom) : site.sheet(FAR, { bottom }, 2)
  shadeRows(dome, domeShader(lens, atmosphere, air.light))
  if (closed) {
    paintCloudSheet(dome, cloudSky, cover, 1)
    return [uprightLayer(plateOf(dome), FAR, drift(unit * 0.004))]
  }
  const layers = [uprightLayer(plateOf(dome), FAR)]
  if (cover > 0.05) {
    const sheet = widened(site, lens.horizon)
    paintCloudSheet(sheet, cloudSky, cover, 1)
    layers.push(uprightLayer(plateOf(sheet), FAR, drift(unit * 0.004)))
  }
  const fair = reading.time === 'day' || reading.time === 'dawn' || reading.time === 'sunset'
  if (fair && cover > 0.2 && cover < 0.7) {
    const sheet = widened(site, lens.horizon)
    const count = Math.round((5 + 8 * cover) * Math.max(1, lens.width / unit / 1.6))
    paintHeapClouds(sheet, cloudSky, count)
    layers.push(uprightLayer(plateOf(sheet), FAR, drift(unit * 0.0065)))
  }
  return layers
}

function coverOf({ reading, atmosphere }: Site): number {
  if (reading.features.has('clear') || reading.refused.has('clouds')) return 0
  // Between the crowns of a forest one sees light, not weather.
  if (reading.place === 'forest' && atmosphere.cloudCover < 0.6) return 0
  if (reading.features.has('aurora')) return 0.12
  if (reading.particles === 'rain' || reading.particles === 'snow')
    return Math.max(0.75, atmosphere.cloudCover)
  if (reading.features.has('clouds')) return Math.min(0.68, atmosphere.cloudCover + 0.2)
  return atmosphere.cloudCover
}

/** Clouds drift: their sheet has the way of half a minute to spare on both sides. */
function widened(site: Site, bottom: number) {
  const { lens } = site
  const bounds = site.path.uprightBounds(lens, FAR)
  const spare = lens.unit * 0.12
  return site.canvas(
    {
      ...bounds,
      left: bounds.left - spare,
      right: bounds.right + spare,
      bottom: Math.min(bottom, bounds.bottom),
    },
    2,
  )
}
