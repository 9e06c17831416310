import { clamp, smoothstep } from '../../picture/easing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, mixInto, setColour } from '../paint/colour.ts'
import { ellipse, rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { plateOf } from '../plate/plate.ts'
import type { Layer } from '../stage/layer.ts'
import { uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import { paintGlow } from '../paint/lights.ts'
import type { Scheme } from './studio-schemes.ts'

/** A round pedestal with a ball of glass on it: stands for whatever is presented and cannot be drawn. */
export function podiumLayer(site: Site, scheme: Scheme): Layer {
  const { lens, lean } = site
  const { unit } = lens
  const distance = 1.7
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { bottom: foot + unit * 0.16 })
  const x = lens.width / 2 + lean * unit * 0.04
  const radius = unit * 0.2
  paintPedestal(canvas, scheme, x, foot, radius, lean)
  paintBall(canvas, scheme, x, foot - radius * 0.42, unit * 0.15, lean)
  return uprightLayer(plateOf(canvas), distance)
}

function paintPedestal(
  canvas: Canvas,
  scheme: Scheme,
  x: number,
  foot: number,
  radius: number,
  side: number,
): void {
  const tall = radius * 0.36
  const flat = radius * 0.26
  const bright = mix(scheme.waves[2], scheme.light, 0.6)
  const dark = mix(scheme.floor, scheme.waves[0], 0.4)
  const wall = (px: number, into: Float64Array): void => {
    const across = (px - x) / radius
    setColour(into, mix(bright, dark, clamp(0.42 - 0.45 * across * side + 0.35 * across * across, 0, 1)))
  }
  fillPath(
    canvas,
    [ellipse(x, foot + flat * 0.4, radius * 1.16, flat * 1.1)],
    mix(scheme.floor, [0, 0, 0], 0.35),
    0.4,
  )
  fillPath(canvas, [ellipse(x, foot, radius, flat)], (px, _py, into) => wall(px, into))
  fillPath(canvas, [rectangle(x - radius, foot - tall, x + radius, foot)], (px, _py, into) => wall(px, into))
  fillPath(canvas, [ellipse(x, foot - tall, radius, flat)], (px, py, into) => {
    const away = Math.sqrt(((px - x) / radius) ** 2 + ((py - foot + tall) / flat) ** 2)
    setColour(into, mix(bright, mix(bright, dark, 0.35), smoothstep(0.1, 1, away)))
  })
}

/** Glass: the backdrop upside down in it, a bright window towards the light, a thin bright edge. */
function paintBall(
  canvas: Canvas,
  scheme: Scheme,
  x: number,
  foot: number,
  radius: number,
  side: number,
): void {
  const y = foot - radius * 0.94
  paintGlow(canvas, x, y, radius * 2.1, scheme.light, 0.3)
  fillPath(
    canvas,
    [ellipse(x, foot + radius * 0.1, radius * 0.7, radius * 0.12)],
    mix(scheme.floor, [0, 0, 0], 0.4),
    0.45,
  )
  fillPath(canvas, [ellipse(x, y, radius, radius)], (px, py, into) => {
    const dx = (px - x) / radius
    const dy = (py - y) / radius
    const away = Math.sqrt(dx * dx + dy * dy)
    setColour(into, mix(scheme.middle, scheme.waves[1], clamp(0.5 - dy * 0.6, 0, 1)))
    mixInto(into, scheme.light, 0.55 * smoothstep(0.1, 0.85, dy + 0.4 * away))
    mixInto(into, scheme.top, 0.6 * smoothstep(0.5, -0.7, dy) * (1 - away * 0.3))
    const glint = Math.exp(-(((dx - side * 0.36) / 0.22) ** 2) - ((dy + 0.42) / 0.17) ** 2)
    mixInto(into, [255, 255, 255], clamp(glint * 1.1 + 0.5 * smoothstep(0.9, 1, away), 0, 0.95))
  })
}
