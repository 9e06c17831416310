import { clamp, smoothstep } from '../../picture/easing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { createCanvas, shadeRows } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { drift, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'

export const cloudscapeFraming = { horizon: 0.62, eyeHeight: 0.3, follow: 0.5 }

/** Above the clouds: banks of them one behind the other, the near ones passing by. */
export function cloudscapePlace(site: Site): Stage {
  const { lens } = site
  const banks = [
    { distance: 40, rise: 0.03, height: 0.07 },
    { distance: 18, rise: -0.02, height: 0.1 },
    { distance: 9, rise: -0.1, height: 0.14 },
    { distance: 4.5, rise: -0.21, height: 0.17 },
    { distance: 2.2, rise: -0.34, height: 0.2 },
  ]
  const layers: Layer[] = [...buildSky(site), ...banks.map((bank, order) => bankLayer(site, bank, order))]
  const air = { distance: 3, row: lens.height * 0.42, scale: 1.15, mirror: 0 }
  return { layers, marks: standardMarks(site, { air, ground: air, water: air, underwater: air, space: air }) }
}

type Bank = { readonly distance: number; readonly rise: number; readonly height: number }

function bankLayer(site: Site, bank: Bank, order: number): Layer {
  const { lens } = site
  const speed = (lens.unit * 0.05) / bank.distance + lens.unit * 0.003
  const spare = speed * 14
  const bounds = site.path.uprightBounds(lens, bank.distance)
  const base = lens.horizon - bank.rise * lens.unit
  const top = base - bank.height * lens.unit * 1.6
  const canvas = createCanvas(
    { ...bounds, left: bounds.left - spare, right: bounds.right + spare, top: Math.max(bounds.top, top) },
    2,
  )
  paintBank(site, canvas, bank, base, order)
  return uprightLayer(plateOf(canvas), bank.distance, drift(-speed))
}

/** A bank's upper edge boils in heaps; below it the cloud is lit from above and fades into its own shade. */
function paintBank(site: Site, canvas: Canvas, bank: Bank, base: number, order: number): void {
  const { lens, texture, air, atmosphere } = site
  const tall = bank.height * lens.unit
  const size = lens.unit * (0.5 + 2.2 / bank.distance)
  const near = 1 / (1 + bank.distance * 0.12)
  const shade = air.hazed(
    mix(atmosphere.cloudShade, atmosphere.sky[0], 0.35),
    bank.distance * 0.3,
    lens.width / 2,
  )
  const light = air.hazed(atmosphere.cloudLight, bank.distance * 0.2, lens.width / 2)
  const offset = order * 0.37
  const depthAt = (x: number, y: number) => {
    const broad = readTexture(texture, x / (size * 3.4) + offset, offset) - 0.5
    const heap = readTexture(texture, x / (size * 1.25) + offset, y / (size * 1.4)) - 0.5
    const fine = readTexture(texture, x / (size * 0.42), y / (size * 0.42) + offset) - 0.5
    return (y - base) / tall + broad * 2.6 + heap * 2.1 + fine * 0.75
  }
  shadeRows(canvas, (x, y, into) => {
    const depth = depthAt(x, y)
    into[3] = smoothstep(-0.5, -0.5 + 0.16 + 0.1 * near, depth)
    if (into[3] <= 0) return
    const sunward = depthAt(x + air.side * size * 0.05, y - size * 0.07)
    // What the height alone would change; the rest is the shape of the heaps.
    const slope = depth - sunward - (size * 0.07) / tall
    const lit = clamp(0.66 + slope * 1.5 - smoothstep(-0.3, 2.6, depth) * 0.5, 0, 1)
    const sun =
      Math.exp(-Math.abs(x - air.light.x) / (lens.unit * 0.5)) *
      smoothstep(0.6, -0.5, depth) *
      atmosphere.glowStrength
    setColour(into, mix(mix(shade, light, lit), atmosphere.glow, clamp(sun * 0.45, 0, 1)))
  })
}
