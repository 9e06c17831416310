import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom, hashLattice } from '../../picture/random.ts'
import { paintConifer } from '../flora/conifer.ts'
import { paintTuft } from '../flora/grass.ts'
import { lookAt } from '../flora/look.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { buildSky } from '../sky/sky.ts'
import { groundLayer, landLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import type { Site } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { alpine } from '../terrain/materials.ts'
import { erodedRelief } from '../terrain/relief.ts'
import { paintRock } from '../terrain/rock.ts'
import { scatter } from '../terrain/scatter.ts'
import type { Material, Relief, Slice } from '../terrain/survey.ts'

export const snowfieldFraming = { horizon: 0.54, eyeHeight: 0.26, lightRise: 0.45, follow: 0.55 }

/** Drifts of snow before snow-laden spruces and white mountains. */
export function snowfieldPlace(site: Site): Stage {
  const snow = snowMaterial(site)
  const layers: Layer[] = [
    ...buildSky(site),
    range(site),
    landLayer(site, { near: 10, far: 26 }, drifts(site, 3.2, 0.1, 10), snow, (canvas) =>
      spruces(site, canvas, { near: 10, far: 24 }, drifts(site, 3.2, 0.1, 10), 300),
    ),
    landLayer(site, { near: 4, far: 11 }, drifts(site, 0.9, 0.2, 4), snow, (canvas) =>
      spruces(site, canvas, { near: 4.4, far: 10 }, drifts(site, 0.9, 0.2, 4), 46),
    ),
    groundLayer(site, 4.4, drifts(site, 0.14, 0.8, 0.4), snow, (canvas) => details(site, canvas)),
  ]
  return { layers, marks: standardMarks(site) }
}

function drifts(site: Site, height: number, frequency: number, from: number): Relief {
  const seed = (site.seed ^ Math.round(frequency * 733)) & 0xffff
  return (x, z) => {
    const wave = fractalNoise(x * frequency + 13, z * frequency * 1.3 + 5, seed, 3, 0.36)
    return (wave - 0.3) * height * smoothstep(from * 0.7, from * 1.8, z)
  }
}

function range(site: Site): Layer {
  const { seed, lean } = site
  const relief: Relief = (x, z, footprint) => {
    const eroded = erodedRelief(x * 0.07 + 21, z * 0.07 + 3, seed & 0xffff, footprint > 0.1 ? 7 : 8)
    const mass = 0.55 + 0.9 * Math.exp(-(((x + lean * 14) / 18) ** 2))
    return smoothstep(26, 42, z) * eroded * 9.5 * mass - 0.2
  }
  const look = {
    rock: [118, 122, 134],
    grass: [238, 243, 250],
    snow: [246, 249, 253],
    grassLine: 2,
    snowLine: 0.6,
  } as const
  return landLayer(site, { near: 26, far: 80 }, relief, alpine(site, look), () => {}, 34)
}

/** Snow: white where the light meets it, sky-blue where it does not, with a glitter here and there. */
function snowMaterial(site: Site): Material {
  const { texture, air } = site
  return (spot, into) => {
    const crust = readTexture(texture, spot.x * 0.5, spot.z * 0.35) - 0.5
    const fine = readTexture(texture, spot.x * 3.1, spot.z * 2.2) - 0.5
    setColour(into, [246, 248, 252])
    const near = smoothstep(8, 1.5, spot.z)
    const tone = 1 + crust * 0.05 + fine * 0.07 * near
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    air.litInto(into, spot.light * 1.2 + crust * 0.06, 0.9)
    air.hazeInto(into, spot.z, spot.column, spot.height)
    // Single crystals that flash.
    if (near > 0 && hashLattice(Math.floor(spot.column), Math.floor(spot.row), 41) > 0.9985) {
      mixInto(into, [255, 255, 255], 0.7 * near * Math.min(1, spot.light))
    }
  }
}

function spruces(site: Site, canvas: Canvas, slice: Slice, relief: Relief, count: number): void {
  const random = createRandom(site.seed ^ Math.round(slice.near * 13))
  const grows = (x: number, z: number) =>
    smoothstep(0.44, 0.6, fractalNoise(x * 0.14 + 3, z * 0.14, site.seed & 0xffff, 3)) *
    smoothstep(0.1, 0.4, Math.abs(x / z + site.lean * 0.1))
  for (const stand of scatter(canvas, site.lens, slice, relief, count, site.seed ^ 0x73, grows)) {
    const look = lookAt(
      site,
      { light: [240, 244, 250], shade: [58, 84, 88], wood: [74, 62, 54] },
      stand.z,
      stand.column,
    )
    paintConifer(canvas, stand.column, stand.foot + 2, stand.scale * lerp(0.7, 1.6, random()), look, random)
  }
}

function details(site: Site, canvas: Canvas): void {
  const random = createRandom(site.seed ^ 0x64657461)
  const grows = (x: number, z: number) => (Math.abs(x / z) > 0.22 ? 0.7 : 0)
  for (const stand of scatter(
    canvas,
    site.lens,
    { near: 0.8, far: 4 },
    () => 0,
    40,
    site.seed ^ 0x12,
    grows,
  )) {
    if (random() < 0.5) {
      const look = lookAt(site, { light: [244, 247, 252], shade: [132, 142, 158] }, stand.z, stand.column)
      const width = stand.scale * lerp(0.06, 0.2, random())
      paintRock(canvas, site.texture, stand.column, stand.foot, width, width * 0.5, look, random)
    } else {
      const look = lookAt(site, { light: [214, 190, 142], shade: [132, 110, 86] }, stand.z, stand.column)
      paintTuft(canvas, stand.column, stand.foot, stand.scale * lerp(0.05, 0.12, random()), 9, look, random)
    }
  }
}
