import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb, SubjectLight } from '../../subject/subject.ts'
import { paintCoral, paintKelp } from '../flora/coral.ts'
import type { Canvas } from '../paint/canvas.ts'
import { shadeRows } from '../paint/canvas.ts'
import { hex, mix, mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import { FAR } from '../plate/view.ts'
import { skyLayer } from '../sky/sky-layer.ts'
import { groundLayer, landLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { causticLayer } from '../water/caustic-layer.ts'
import { shaftLayer } from '../stage/mist.ts'
import { sway, uprightLayer } from '../stage/plate-layer.ts'
import { shoalLayer } from '../stage/shoal.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { erodedRelief } from '../terrain/relief.ts'
import { paintRock } from '../terrain/rock.ts'
import { scatter } from '../terrain/scatter.ts'
import type { Material, Relief } from '../terrain/survey.ts'

export const underwaterFraming = { horizon: 0.56, eyeHeight: 0.3, follow: 0.5 }

/** A reef: sand with corals, rocks that fade into blue, light that falls in shafts from the surface. */
export function underwaterPlace(site: Site): Stage {
  const { lens } = site
  const bed = seabed(site)
  const layers: Layer[] = [
    waterColumn(site),
    shoalLayer(site, 14, 26, lens.height * 0.34),
    landLayer(site, { near: 7, far: 22 }, reef(site, 3.4, 7), bed, () => {}, 10),
    shoalLayer(site, 6, 14, lens.height * 0.46),
    landLayer(site, { near: 3.2, far: 8 }, reef(site, 1.5, 3.2), bed, (canvas) =>
      plant(site, canvas, 3.4, 7, 60),
    ),
    groundLayer(site, 3.6, () => 0, bed),
    causticLayer(site, 3.6),
    gardenLayer(site, 2.5, 3.4, 18),
    kelpLayer(site, 2.4, 7),
    gardenLayer(site, 1.5, 2.4, 14),
    shaftLayer(site, 2, 0.34),
    foreground(site),
  ]
  const water = { distance: 2, row: lens.height * 0.5, scale: 1.1, mirror: 0 }
  const level = nightly(site)
  const light: SubjectLight = {
    key: [186 * level, 232 * level, 232 * level],
    ambient: [64 * level, 128 * level, 150 * level],
    rim: [150 * level, 226 * level, 224 * level],
    haze: drowned(site, [120, 160, 170], 4),
    hazeAmount: 0.2,
    direction: site.air.side,
  }
  return { layers, marks: standardMarks(site, { underwater: water, water, air: water, space: water }), light }
}

/** From the bright surface down into the deep. */
function waterColumn(site: Site): Layer {
  const { lens, texture, air } = site
  const canvas = site.sheet(FAR, {}, 2)
  const night = site.atmosphere.stars > 0.5
  const [top, middle, deep] = night
    ? [hex('#2a5f86'), hex('#123a5e'), hex('#061c36')]
    : [hex('#a8ecec'), hex('#3aa5c0'), hex('#0f5c86')]
  shadeRows(canvas, (x, y, into) => {
    const share = y / lens.height
    setColour(into, top)
    mixInto(into, middle, smoothstep(-0.05, 0.34, share))
    mixInto(into, deep, smoothstep(0.2, 0.72, share))
    // The surface from below: bright ripples that crowd towards the light.
    const ahead = 0.25 / Math.max(0.04, 0.42 - share)
    const ripple = readTexture(texture, ((x - lens.width / 2) / lens.unit) * ahead * 0.5, ahead * 1.4)
    const glare = Math.exp(-(((x - air.light.x) / (lens.unit * 0.5)) ** 2)) * smoothstep(0.4, -0.1, share)
    mixInto(
      into,
      [240, 255, 250],
      smoothstep(0.5, 0.75, ripple + glare * 0.3) * smoothstep(0.3, 0, share) * (night ? 0.3 : 0.75) +
        glare * 0.3,
    )
  })
  return skyLayer(lens.width, lens.height, [uprightLayer(plateOf(canvas), FAR)])
}

function reef(site: Site, height: number, from: number): Relief {
  const seed = (site.seed ^ Math.round(from * 57)) & 0xffff
  return (x, z, footprint) => {
    const stack = smoothstep(0.42, 0.66, fractalNoise(x * 0.32 + 2, z * 0.26, seed, 3))
    const aside = smoothstep(0.12, 0.55, Math.abs(x / z + site.lean * 0.12))
    return (
      smoothstep(from * 0.85, from * 1.5, z) *
      height *
      stack *
      (0.3 + 0.9 * aside) *
      (0.4 + 1.1 * erodedRelief(x * 0.6, z * 0.6, seed, footprint > 0.05 ? 3 : 5))
    )
  }
}

/** Sand and rock, tinted by the water before them. */
function seabed(site: Site): Material {
  const { texture } = site
  return (spot, into) => {
    const grain = readTexture(texture, spot.x * 0.8, spot.z * 0.8) - 0.5
    const fine = readTexture(texture, spot.x * 3, spot.z * 3) - 0.5
    setColour(into, [222, 208, 170])
    mixInto(into, [120, 112, 108], smoothstep(0.1, 0.5, spot.height) * 0.9)
    mixInto(
      into,
      [196, 120, 128],
      smoothstep(0.56, 0.68, readTexture(texture, spot.x * 0.6, spot.height * 0.9)) *
        smoothstep(0.15, 0.5, spot.height) *
        0.6,
    )
    const ripple = Math.sin(spot.z * 22 + spot.x * 6 + grain * 14) * 0.05 * smoothstep(0.1, 0, spot.height)
    const tone = 1 + grain * 0.3 + fine * 0.24 + ripple
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    const level = (0.42 + 0.6 * spot.light) * nightly(site)
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * level
    drown(site, into, spot.z)
  }
}

function nightly({ atmosphere }: Site): number {
  return atmosphere.stars > 0.5 ? 0.45 : 1
}

/** Water takes the red first and then everything into its blue. */
function drown({ atmosphere }: Site, into: Float64Array, distance: number): void {
  const deep: Rgb = atmosphere.stars > 0.5 ? [10, 42, 74] : [34, 128, 160]
  const far = 1 - Math.exp(-distance * 0.13)
  into[0] = into[0]! * Math.exp(-distance * 0.08) * 0.86
  mixInto(into, deep, far)
}

function drowned(site: Site, colour: Rgb, distance: number): Rgb {
  const into = new Float64Array(4)
  const level = nightly(site)
  into.set([colour[0] * level, colour[1] * level, colour[2] * level])
  drown(site, into, distance)
  return [into[0]!, into[1]!, into[2]!]
}

const CORALS: readonly (readonly [Rgb, Rgb])[] = [
  [
    [255, 138, 118],
    [168, 58, 74],
  ],
  [
    [255, 196, 98],
    [186, 104, 56],
  ],
  [
    [226, 132, 214],
    [122, 58, 136],
  ],
  [
    [142, 222, 186],
    [48, 122, 110],
  ],
  [
    [255, 236, 208],
    [176, 138, 120],
  ],
]

function plant(site: Site, canvas: Canvas, near: number, far: number, count: number): void {
  const random = createRandom(site.seed ^ Math.round(near * 77))
  const open = (x: number, z: number) => smoothstep(0.14, 0.34, Math.abs(x / z - site.lean * 0.1))
  for (const stand of scatter(canvas, site.lens, { near, far }, () => 0, count, site.seed ^ 0x19, open)) {
    const [light, shade] = CORALS[Math.floor(random() * CORALS.length)]!
    const look = {
      light: drowned(site, light, stand.z),
      shade: drowned(site, shade, stand.z),
      wood: drowned(site, shade, stand.z),
      side: site.air.side,
    }
    const size = stand.scale * lerp(0.12, 0.34, random())
    if (random() < 0.3) {
      const stone = {
        ...look,
        light: drowned(site, [178, 168, 156], stand.z),
        shade: drowned(site, [70, 76, 82], stand.z),
      }
      paintRock(canvas, site.texture, stand.column, stand.foot, size * 1.3, size * 0.7, stone, random)
    } else {
      paintCoral(canvas, stand.column, stand.foot + 2, size, look, random)
    }
  }
}

/** Corals and stones that stand between two distances. */
function gardenLayer(site: Site, near: number, far: number, count: number): Layer {
  const canvas = site.sheet(near, { bottom: footRow(site.lens, near) + 0.05 * site.lens.unit })
  plant(site, canvas, near, far, count)
  return uprightLayer(plateOf(canvas), near)
}

function kelpLayer(site: Site, distance: number, count: number): Layer {
  const { lens, lean } = site
  const canvas = site.sheet(distance)
  const random = createRandom(site.seed ^ 0x6b656c70)
  const foot = footRow(lens, distance)
  const look = {
    light: drowned(site, [150, 176, 74], distance),
    shade: drowned(site, [46, 82, 52], distance),
    wood: drowned(site, [60, 80, 44], distance),
    side: site.air.side,
  }
  for (let stem = 0; stem < count; stem++) {
    const x = lens.width / 2 - lean * lens.width * (0.3 + 0.24 * random())
    paintKelp(canvas, x, foot + lens.unit * 0.02, lens.unit * lerp(0.3, 0.66, random()), look, random)
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, lens.unit * 0.6, lens.unit * 0.05, 0.8))
}

/** Dark corals and weed at the edges of the frame. */
function foreground(site: Site): Layer {
  const { lens } = site
  const distance = 0.85
  const canvas = site.sheet(distance, { top: lens.height * 0.55 })
  const foot = canvas.top + canvas.height
  const random = createRandom(site.seed ^ 0x666f7265)
  const width = canvas.width * canvas.step
  for (let index = 0; index < 26; index++) {
    const x = canvas.left + ((index + random()) / 26) * width
    const aside = Math.abs(x - lens.width / 2) / (lens.width * 0.5)
    if (aside < 0.45) continue
    const [light, shade] = CORALS[Math.floor(random() * CORALS.length)]!
    const dark: Rgb = [12, 52, 74]
    const look = {
      light: mix(drowned(site, light, 0.5), dark, 0.45),
      shade: mix(drowned(site, shade, 0.5), dark, 0.6),
      wood: dark,
      side: site.air.side,
    }
    const size = lens.unit * lerp(0.08, 0.24, smoothstep(0.4, 1.1, aside)) * (0.7 + 0.5 * random())
    if (random() < 0.4) paintKelp(canvas, x, foot + lens.unit * 0.03, size * 1.6, look, random)
    else paintCoral(canvas, x, foot + lens.unit * 0.03, size, look, random)
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, lens.unit * 0.4, lens.unit * 0.012, 1.6))
}
