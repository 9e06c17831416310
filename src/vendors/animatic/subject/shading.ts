import { clamp, lerp } from '../picture/easing.ts'
import { yuvOfRgb } from '../picture/planar-frame.ts'
import type { Rgb, SubjectLight } from './subject.ts'

/** What a shape is painted with. `paint` and its companions make them. */
export type Paint = {
  readonly rgb: Rgb
  /** How light falls on it: evenly, as on a lying roll, as on a ball. */
  readonly form: 'flat' | 'soft' | 'round'
  /** 0 takes the scene's light; 1 shines by itself. */
  readonly glow: number
  readonly alpha: number
  /** Transparent towards the edge of a round form, towards the foot of a soft one. */
  readonly fades: boolean
}

export function paint(rgb: Rgb, form: Paint['form'] = 'soft'): Paint {
  return { rgb, form, glow: 0, alpha: 1, fades: false }
}

export function glowing(rgb: Rgb, alpha = 1): Paint {
  return { rgb, form: 'flat', glow: 1, alpha, fades: false }
}

/** A soft halo of light. */
export function halo(rgb: Rgb, alpha: number): Paint {
  return { rgb, form: 'round', glow: 1, alpha, fades: true }
}

export function translucent(base: Paint, alpha: number): Paint {
  return { ...base, alpha }
}

/** A darker (below 1) or lighter (above 1) tone of the same paint. */
export function toned(base: Paint, factor: number): Paint {
  return { ...base, rgb: tone(base.rgb, factor) }
}

export function tone(rgb: Rgb, factor: number): Rgb {
  return factor <= 1
    ? mixRgb([18, 14, 30], rgb, factor)
    : mixRgb(rgb, [255, 250, 240], Math.min(1, factor - 1))
}

export function mixRgb(from: Rgb, to: Rgb, amount: number): Rgb {
  return [lerp(from[0], to[0], amount), lerp(from[1], to[1], amount), lerp(from[2], to[2], amount)]
}

export const rampSteps = 64

/** Turns paints into pixels under one scene's light. */
export class Shading {
  readonly direction: -1 | 1
  /** The bright edge as [luma, blue chroma, red chroma]. */
  readonly rim: readonly [number, number, number]
  readonly #light: SubjectLight
  readonly #ramps = new WeakMap<Paint, Uint32Array>()
  // Paints that drawings mix anew for each frame are known again by what they are.
  readonly #rampsByContent = new Map<string, Uint32Array>()

  constructor(light: SubjectLight) {
    this.direction = light.direction
    this.rim = yuvOfRgb(...mixRgb(light.rim, light.haze, clamp(light.hazeAmount, 0, 1)))
    this.#light = { ...light, key: lifted(light.key, 104), ambient: lifted(light.ambient, 46) }
  }

  /** The pixels of a paint from shade to light, as `pixel` packs them. */
  ramp(paint: Paint): Uint32Array {
    const known = this.#ramps.get(paint)
    if (known !== undefined) return known
    const content = `${paint.rgb.join()} ${paint.form} ${paint.glow} ${paint.alpha} ${paint.fades}`
    let ramp = this.#rampsByContent.get(content)
    if (ramp === undefined) {
      ramp = Uint32Array.from({ length: rampSteps }, (_, step) => this.#shaded(paint, step / (rampSteps - 1)))
      this.#rampsByContent.set(content, ramp)
    }
    this.#ramps.set(paint, ramp)
    return ramp
  }

  /** @param place 0 to 1: from shade to light; in a round form from the lit spot to the far edge. */
  #shaded(paint: Paint, place: number): number {
    const { key, ambient, haze, hazeAmount } = this.#light
    const exposure = exposureOf(paint.form, place)
    const lit = [0, 1, 2].map((channel) => {
      const light = lerp(ambient[channel]!, key[channel]!, exposure) / 255
      // What shines keeps its colour; haze lies over all, but less over what shines.
      const own = lerp(paint.rgb[channel]! * Math.min(1.08, light), paint.rgb[channel]!, paint.glow)
      return clamp(lerp(own, haze[channel]!, hazeAmount * (1 - paint.glow * 0.5)), 0, 255)
    })
    return pixel(lit as unknown as Rgb, paint.alpha * (paint.fades ? fading(paint.form, place) : 1))
  }
}

/** A colour as one number: alpha, red chroma, blue chroma, luma from the top byte down, multiplied by alpha. */
function pixel(rgb: Rgb, alpha: number): number {
  const [y, u, v] = yuvOfRgb(...rgb).map((value) => Math.round(value * alpha))
  return ((Math.round(alpha * 255) << 24) | (v! << 16) | (u! << 8) | y!) >>> 0
}

function exposureOf(form: Paint['form'], place: number): number {
  switch (form) {
    case 'flat':
      return 0.78
    case 'soft':
      return 0.22 + 0.83 * place * place * (3 - 2 * place)
    case 'round':
      return 1.08 - 0.9 * place * place
    default:
      throw new Error(`No such form: ${String(form satisfies never)}`)
  }
}

function fading(form: Paint['form'], place: number): number {
  return form === 'round' ? (1 - Math.min(1, place * 1.35)) ** 2 : place
}

/** A light so dim that the subject would be lost is raised: an illustrator's night is blue, not black. */
function lifted(rgb: Rgb, brightestMin: number): Rgb {
  const brightest = Math.max(1, ...rgb)
  return brightest >= brightestMin
    ? rgb
    : (rgb.map((value) => (value * brightestMin) / brightest) as unknown as Rgb)
}
