import { clamp, smoothstep } from '../../picture/easing.ts'
import { yuvOfRgb } from '../../picture/planar-frame.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import type { Rgb } from '../../subject/subject.ts'
import { endOfVisible, hideBelow } from '../plate/cover.ts'
import { FAR, uprightPlacement } from '../plate/view.ts'
import type { Layer, Moment } from '../stage/layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import type { Ripples } from './ripples.ts'
import { addRippleRow, createRipples } from './ripples.ts'

export type WaterLook = {
  /** Where the water ends. */
  readonly shoreDistance: number
  /** 0 a mirror to 1 a fresh breeze; above that, sea. */
  readonly roughness: number
  /** Colour of the depth by daylight. */
  readonly colour: Rgb
  /** Share of the mirror image at the shore; the rest is the water's own colour. */
  readonly mirror: number
  /** Units of size per second that the ripples travel. */
  readonly speed: number
}

/**
 * Water from a shore to the camera: it mirrors what has been drawn above its shore line, broken by ripples that lie
 * in the plain's perspective, and it glitters below the light.
 */
export function waterLayer(site: Site, look: WaterLook): Layer {
  const { lens } = site
  const ripples = createRipples(site.texture)
  const deep = site.air.lit(look.colour, 0.35)
  const painter = createPainter(site, look, ripples, deep)
  const lineOf = ({ pose }: Moment) => {
    const shore = uprightPlacement(lens, pose, look.shoreDistance)
    return shore.frameY(footRow(lens, look.shoreDistance))
  }
  return {
    distance: look.shoreDistance,
    draw(sheet, moment, cover) {
      painter(sheet.frame, moment, lineOf(moment), endOfVisible(cover, lens.height))
    },
    hide(moment, _cover, into) {
      // What stands nearer must not cut a hole into what the water mirrors.
      hideBelow(into, lineOf(moment) + 2)
    },
  }
}

/** World units that the ripples' square covers where they are finest. */
const SQUARE = 0.7

function createPainter(site: Site, look: WaterLook, ripples: Ripples, deep: Rgb) {
  const { lens, atmosphere } = site
  const { width, height } = lens
  const water = yuvOfRgb(...deep)
  const sparkle = yuvOfRgb(...atmosphere.glow)
  // One ripple for two columns: finer ones would only glitter.
  const line = new Float32Array(Math.ceil(width / 2))
  const glitter = atmosphere.disc === 'none' ? 0.25 : 1
  return (frame: PlanarFrame, { pose, seconds }: Moment, shoreRow: number, end: number): void => {
    const sky = uprightPlacement(lens, pose, FAR)
    const horizonRow = sky.frameY(lens.horizon)
    const lightColumn = sky.frameX(site.air.light.x, 0)
    const first = Math.max(1, Math.ceil(shoreRow))
    const eye = (lens.eyeHeight + pose.rise) * lens.focal * pose.zoom
    for (let y = first; y < end; y++) {
      const below = Math.max(0.5, y + 0.5 - horizonRow)
      const ahead = eye / below
      line.fill(0)
      rippleLine(ripples, lens.focal * pose.zoom, pose, ahead, seconds * look.speed, look.roughness, line)
      const depth = clamp((y - shoreRow) / Math.max(1, height - shoreRow), 0, 1)
      paintRow(frame, y, shoreRow, line, {
        unit: lens.unit,
        depth,
        roughness: look.roughness,
        mirror: look.mirror * (1 - 0.46 * smoothstep(0, 1, depth)),
        foam: look.roughness > 1.2 ? Math.min(1, look.roughness - 1.1) * smoothstep(0.02, 0.2, depth) : 0,
        water,
        sparkle,
        lightColumn,
        glitter: glitter * atmosphere.glowStrength,
      })
    }
  }
}

/** Each distance shows the ripples whose size suits it: two octaves, one fading into the next. */
function rippleLine(
  ripples: Ripples,
  focal: number,
  pose: Moment['pose'],
  ahead: number,
  way: number,
  roughness: number,
  line: Float32Array,
): void {
  const footprint = ahead / focal
  const texel = SQUARE / ripples.size
  // Rows are squeezed far away; halfway between both footprints neither shimmers nor blurs.
  const level = Math.max(0, Math.log2((footprint * Math.sqrt(1 + ahead)) / texel))
  const octave = Math.floor(level)
  const share = level - octave
  // Wind adds a third octave, finer than the eye resolves, that breaks up mirror images.
  const chop = roughness > 0.7 ? 0.55 : 0
  const weights = [chop * (1 - share), 1 - share + chop * share, share]
  for (const [order, weight] of weights.entries()) {
    if (weight <= 0) continue
    const size = texel * 2 ** (octave + order - 1)
    const direction = (octave + order) % 2 === 0 ? 1 : -0.7
    const left = pose.truck - line.length * footprint + way * 0.35 * direction
    addRippleRow(
      ripples,
      (ahead + pose.dolly + way * direction) / size,
      left / size,
      (footprint * 2) / size,
      weight,
      line,
    )
  }
}

type RowLook = {
  readonly unit: number
  /** 0 at the shore, 1 at the lower edge of the frame. */
  readonly depth: number
  readonly roughness: number
  /** Share of the mirror image; the rest is the water itself. */
  readonly mirror: number
  readonly foam: number
  readonly water: readonly [number, number, number]
  readonly sparkle: readonly [number, number, number]
  readonly lightColumn: number
  readonly glitter: number
}

/** Two columns share a ripple, and with it one pixel of chroma. */
function paintRow(frame: PlanarFrame, y: number, shoreRow: number, line: Float32Array, look: RowLook): void {
  const { width, y: luma } = frame
  const { depth, roughness, mirror, unit, glitter, foam, lightColumn } = look
  const top = Math.floor(shoreRow) - 1
  // Waves turn faces towards the camera, and those mirror the higher sky.
  const lift = Math.max(0, roughness - 0.5) * unit * 0.16
  const upright = shoreRow - (y - shoreRow) * 0.94 - lift
  const sway = roughness * unit * (0.01 + 0.05 * depth) * (roughness > 0.7 ? 1.9 : 1)
  const aside = sway * 0.35
  const shade = roughness * (4 + 10 * depth)
  const own = look.water[0] * (1 - mirror)
  const sparkle = look.sparkle[0]
  const narrow = 1 / (unit * (0.05 + 0.16 * depth))
  const withChroma = (y & 1) === 0
  const start = y * width
  for (let pair = 0; pair < line.length; pair++) {
    const ripple = line[pair]!
    const x = pair << 1
    const row = Math.min(top, Math.max(0, (upright + ripple * sway) | 0))
    const column = Math.min(width - 2, Math.max(0, (x + ripple * aside) | 0))
    const source = row * width + column
    let bright = ripple * shade + own
    let blend = 0
    if (ripple > SPARKLING) {
      const away = (x - lightColumn) * narrow
      const path = glitter / (1 + away * away * away * away)
      blend = Math.min(0.85, (ripple - SPARKLING) * 2.6 * path)
      bright += (sparkle - bright) * blend
      if (foam > 0 && ripple > FOAMING) {
        const white = Math.min(0.8, (ripple - FOAMING) * 3 * foam)
        bright += (225 - bright) * white
        blend += (1 - blend) * white
      }
    }
    const share = mirror * (1 - blend)
    luma[start + x] = Math.min(235, Math.max(16, bright + luma[source]! * share))
    luma[start + x + 1] = Math.min(235, Math.max(16, bright + luma[source + 1]! * share))
    if (withChroma) tintPair(frame, (start >> 2) + pair, (row >> 1) * (width >> 1) + (column >> 1), look)
  }
}

/** Height of a ripple from which on it mirrors the light itself, and from which on it breaks. */
const SPARKLING = 0.34
const FOAMING = 0.5

function tintPair({ u, v }: PlanarFrame, to: number, from: number, { mirror, water }: RowLook): void {
  u[to] = water[1] + (u[from]! - water[1]) * mirror
  v[to] = water[2] + (v[from]! - water[2]) * mirror
}
