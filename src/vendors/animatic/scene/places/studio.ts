import { clamp, lerp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import type { SubjectLight } from '../../subject/subject.ts'
import { shadeRows } from '../paint/canvas.ts'
import { chosen, mix, mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import { FAR } from '../plate/view.ts'
import { skyLayer } from '../sky/sky-layer.ts'
import { barsLayer } from '../stage/bars.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { heave, plainLayer, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow, spotOnPlain } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { veilLayer } from '../stage/veil-layer.ts'
import { podiumLayer } from './studio-podium.ts'
import type { Scheme } from './studio-schemes.ts'
import { SCHEMES } from './studio-schemes.ts'
import { paintBokeh } from '../paint/lights.ts'

export const studioFraming = { horizon: 0.56, eyeHeight: 0.3 }

/** A calm backdrop for what has no place: silken bands of colour, a floor that mirrors them, a soft light. */
export function studioPlace(site: Site): Stage {
  const { lens } = site
  const scheme = chosen(SCHEMES, site.seed)
  const layers: Layer[] = [
    backdrop(site, scheme),
    ...[0, 1, 2].map((order) => bandLayer(site, scheme, order)),
    floorLayer(site, scheme),
    ...subjectLayers(site, scheme),
    sparksLayer(site, scheme),
    sweepLayer(site, scheme),
  ]
  const ground = { distance: 1.6, row: footRow(lens, 1.6), scale: 1.15, mirror: 0.35 }
  const air = { distance: 2, row: lens.height * 0.44, scale: 1.2, mirror: 0 }
  const light: SubjectLight = {
    key: [255, 252, 246],
    ambient: mix([132, 128, 136], scheme.middle, 0.3),
    rim: scheme.light,
    haze: scheme.top,
    hazeAmount: 0,
    direction: site.lean,
  }
  return {
    layers,
    marks: standardMarks(site, { ground, water: ground, underwater: air, air, space: air }),
    light,
  }
}

/** What is shown when nobody else is: columns that grow, or something round on a pedestal. */
function subjectLayers(site: Site, scheme: Scheme): Layer[] {
  if (site.reading.features.has('growth')) return [barsLayer(site, scheme.waves[2], scheme.light)]
  return site.habitats.size === 0 ? [podiumLayer(site, scheme)] : []
}

function backdrop(site: Site, scheme: Scheme): Layer {
  const { lens } = site
  const canvas = site.sheet(FAR, { bottom: lens.horizon + 0.3 * lens.unit }, 2)
  const random = createRandom(site.seed ^ 0x6261636b)
  shadeRows(canvas, (x, y, into) => {
    const dx = (x - lens.width / 2) / lens.unit
    const dy = (y - lens.horizon * 0.9) / lens.unit
    const pool = Math.exp(-(dx * dx * 0.9 + dy * dy * 1.7))
    setColour(into, scheme.top)
    mixInto(into, scheme.middle, pool)
    mixInto(into, scheme.light, pool * pool * 0.28)
  })
  for (let index = 0; index < 22; index++) {
    const x = canvas.left + random() * canvas.width * 2
    const y = lens.horizon * (0.1 + 0.85 * random())
    paintBokeh(
      canvas,
      x,
      y,
      lens.unit * lerp(0.012, 0.06, random() ** 2),
      scheme.waves[index % 3]!,
      0.05 + 0.13 * random(),
    )
  }
  return skyLayer(lens.width, lens.height, [uprightLayer(plateOf(canvas), FAR)])
}

/** One band of silk: a wide wave, lit along its upper edge, glassy below. */
function bandLayer(site: Site, scheme: Scheme, order: number): Layer {
  const { lens, texture } = site
  const distance = [12, 7, 4.4][order]!
  const bounds = site.path.uprightBounds(lens, distance)
  const spare = lens.unit * 0.06
  const canvas = site.canvas({
    left: bounds.left - spare,
    right: bounds.right + spare,
    top: Math.max(bounds.top, 0),
    bottom: footRow(lens, 3.4) + spare * 2,
  })
  const colour = scheme.waves[order]!
  const base = lens.horizon - lens.unit * (0.2 - 0.09 * order)
  const crest = (x: number) =>
    base -
    lens.unit *
      0.1 *
      Math.sin((x - lens.width / 2) / (lens.unit * (0.36 + 0.08 * order)) + order * 2.1 + site.lean) -
    lens.unit * 0.05 * Math.sin((x - lens.width / 2) / (lens.unit * 0.19) + order * 1.3)
  const edges = Float64Array.from({ length: canvas.width }, (_, column) => crest(canvas.left + column + 0.5))
  shadeRows(canvas, (x, y, into) => {
    const column = x - canvas.left - 0.5
    const below = (y - edges[column]!) / lens.unit
    into[3] = clamp(below * lens.unit + 0.5, 0, 1) * (1 - 0.15 * order)
    if (into[3] <= 0) return
    const silk = readTexture(texture, x / (lens.unit * 1.5) + order * 0.3, below * 1.2)
    const sheen = Math.exp(-below * 26) * 0.75 + 0.3 * smoothstep(0.45, 0.7, silk) * Math.exp(-below * 5)
    setColour(into, mix(colour, scheme.top, clamp(below * 2.4, 0, 0.82)))
    mixInto(into, scheme.light, clamp(sheen, 0, 0.85))
  })
  return uprightLayer(
    plateOf(canvas),
    distance,
    heave(lens.unit * 0.012, lens.unit * 0.045, 9 + order * 2, order * 2.2),
  )
}

function floorLayer(site: Site, scheme: Scheme): Layer {
  const { lens } = site
  const farthest = 3.6
  const canvas = site.plain(farthest)
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const pool = Math.exp(-(x * x) / 1.6 - ((z - 1.7) / 0.9) ** 2)
    setColour(into, mix(scheme.floor, scheme.top, 0.3))
    mixInto(into, scheme.middle, 0.75 * pool)
    mixInto(into, scheme.light, 0.3 * pool * pool)
    mixInto(into, scheme.waves[2], 0.35 * smoothstep(2.4, farthest, z))
    into[3] = smoothstep(farthest, farthest * 0.8, z)
  })
  return plainLayer(plateOf(canvas), farthest)
}

/** Motes of light at several depths. */
function sparksLayer(site: Site, scheme: Scheme): Layer {
  const { lens } = site
  const canvas = site.sheet(1.3, {}, 2)
  const random = createRandom(site.seed ^ 0x73706172)
  for (let index = 0; index < 40; index++) {
    const x = canvas.left + random() * canvas.width * 2
    const y = lens.height * (0.08 + 0.84 * random())
    paintBokeh(
      canvas,
      x,
      y,
      lens.unit * lerp(0.003, 0.02, random() ** 3),
      scheme.light,
      0.12 + 0.3 * random(),
    )
  }
  return uprightLayer(plateOf(canvas), 1.3, heave(lens.unit * 0.02, lens.unit * 0.03, 11, 0.5))
}

/** A soft beam that wanders over the stage. */
function sweepLayer(site: Site, scheme: Scheme): Layer {
  const { lens } = site
  return veilLayer(site, {
    distance: 3,
    colour: scheme.light,
    top: 0,
    bottom: lens.height,
    motion: heave(0, lens.unit * 0.2, 10, 0),
    opacity(x, y) {
      const middle = lens.width / 2 + (y - lens.height * 0.5) * 0.35 * site.lean
      const away = (x - middle) / (lens.unit * (0.16 + 0.16 * (y / lens.height)))
      return 0.15 * Math.exp(-away * away) * (1 - 0.5 * (y / lens.height))
    },
  })
}
