import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { wave } from '../rigs/gait.ts'
import { drawWheel } from '../rigs/wheel.ts'
import { glowing, halo, paint, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { box, ellipse, limb, outline, polygon } from '../shape.ts'
import type { Shape } from '../shape.ts'
import type { Rgb } from '../subject.ts'

// A vehicle is drawn about the middle between its axles; its roof is at 100.

type Bodywork = {
  readonly body: Shape
  readonly cabin: Shape
  readonly windows: readonly Shape[]
  readonly wheels: readonly [rear: number, front: number]
  readonly wheelRadius: number
  readonly length: number
  /** Paints clipped to the body: mouldings, handles, stripes. */
  trim(pen: Pen, coat: Paint): void
  /** Paints over everything. */
  extras?(pen: Pen, coat: Paint): void
}

const sedan: Bodywork = {
  body: outline(
    '-150 26!, -152 40, -150 56, -140 62!, -104 66, -96 66!, 88 64!, 120 60, 144 52, 152 42, 153 28, 148 20!, -146 20!',
  ),
  cabin: outline('-108 64!, -92 86, -76 97, -40 100, 14 99, 36 94, 58 78, 82 63!'),
  windows: [
    outline('-96 66!, -84 84, -72 91.6, -46 94, -42 94!, -42 66!'),
    outline('-36 66!, -36 94!, 8 93.6, 28 89, 46 77, 60 66!'),
  ],
  wheels: [-92, 94],
  wheelRadius: 25,
  length: 154,
  trim: (pen, coat) => {
    pen.draw(limb('-152 46, 0 50, 153 44', [1.1, 1.1, 1.1]), toned(coat, 0.72))
    pen.draw(box(-160, 14, 320, 14), toned(coat, 0.55))
    pen.draw(limb('-39 62, -39 28', [0.8, 0.8]), toned(coat, 0.66))
    pen.draw(limb('-92 58, -78 58', [1.7, 1.7]), toned(coat, 0.6))
    pen.draw(limb('-28 58, -14 58', [1.7, 1.7]), toned(coat, 0.6))
    pen.draw(limb('-100 64, 0 62.6, 100 60', [1.4, 1.4, 1]), translucent(glowing([255, 255, 255]), 0.35))
  },
}

const sportsCar: Bodywork = {
  body: outline(
    '-172 34!, -176 48, -172 64, -160 72!, -120 76, -84 76!, 30 72!, 84 66, 136 56, 168 44, 178 32, 176 20!, 160 14!, -160 14!, -172 22',
  ),
  cabin: outline('-112 74!, -72 92, -30 100, 4 99, 30 90, 62 70!'),
  windows: [
    outline('-84 76!, -60 88, -30 94, -26 94!, -26 74.6!'),
    outline('-20 74.4!, -20 94!, 2 93, 20 86, 42 72.6!'),
  ],
  wheels: [-104, 112],
  wheelRadius: 30,
  length: 178,
  trim: (pen, coat) => {
    pen.draw(box(-180, 8, 360, 14), paint([40, 40, 48]))
    pen.draw(outline('-70 52, -40 60, 20 52, 54 36, -10 38, -60 44'), toned(coat, 0.7))
    pen.draw(
      limb('-164 68, -60 69, 60 63, 150 48', [1.6, 1.6, 1.6, 0.8]),
      translucent(glowing([255, 255, 255]), 0.4),
    )
    pen.draw(outline('-66 56!, -34 60!, -40 44!, -58 44!'), paint([40, 40, 48]))
  },
  extras: (pen, coat) => {
    pen.draw([limb('-162 72, -158 84', [2, 2]), limb('-176 87, -136 86', [2.6, 2.2])], toned(coat, 0.8))
  },
}

const glass = paint([96, 132, 160])
const glassShine = translucent(glowing([255, 255, 255]), 0.28)
const rim = paint([204, 208, 216], 'round')
const carpaints: readonly Rgb[] = [
  [206, 62, 54],
  [58, 112, 186],
  [240, 190, 66],
  [66, 150, 140],
  [232, 232, 236],
]

function drawCar(look: Look, bodywork: Bodywork, unasked: readonly Rgb[]): Drawing {
  const coat = paint(look.colour ?? choose(look.random, unasked))
  const moves = look.action === 'drive'
  const circumference = 2 * Math.PI * bodywork.wheelRadius
  return (pen, moment) => {
    const turns = moves ? (moment.cycles * 100 * driveStride) / circumference : 0
    const bounce = moves ? 0.8 * wave(moment.seconds * 2.3) + 0.4 * wave(moment.seconds * 3.7) : 0
    pen.shadow(0, 2, bodywork.length * 1.06, 0.62)
    pen.at(0, bounce, moves ? 0.25 * wave(moment.seconds * 1.1) : 0, 1, 1, () =>
      drawBody(pen, bodywork, coat),
    )
    const [rear, front] = bodywork.wheels
    for (const x of [rear, front]) drawWheel(pen, x, bodywork.wheelRadius, bodywork.wheelRadius, turns, rim)
  }
}

function drawBody(pen: Pen, bodywork: Bodywork, coat: Paint): void {
  const { wheels, wheelRadius, length } = bodywork
  pen.draw(bodywork.cabin, coat)
  drawWindows(pen, bodywork)
  bodywork.extras?.(pen, coat)
  pen.drawWith(bodywork.body, coat, () => {
    bodywork.trim(pen, coat)
    for (const x of wheels) pen.draw(ellipse(x, wheelRadius, wheelRadius * 1.18), arch)
  })
  const noseY = 46
  pen.draw(ellipse(length - 6, noseY, 34, 24), halo([255, 240, 190], 0.4))
  pen.draw(ellipse(length + 40, noseY - 12, 90, 22), halo([255, 240, 200], 0.22))
  pen.draw(ellipse(length - 8, noseY, 7, 5), glowing([255, 248, 220]))
  pen.draw(ellipse(-length + 6, noseY + 8, 20, 16), halo([255, 70, 60], 0.4))
  pen.draw(box(-length + 1, noseY + 3, 7, 11, 2), glowing([226, 52, 48]))
}

const arch = paint([34, 34, 40], 'flat')
function drawWindows(pen: Pen, bodywork: Bodywork): void {
  pen.drawWith(bodywork.windows, glass, () => {
    // Somebody at the wheel.
    pen.draw(ellipse(4, 82, 8.4, 9.6), sitter)
    pen.draw(outline('-10 60, -8 70, 4 73, 16 70, 18 60'), sitter)
    for (const x of [-84, -30])
      pen.draw(polygon(`${x} 64, ${x + 16} 64, ${x + 44} 98, ${x + 28} 98`), glassShine)
  })
}

const sitter = paint([48, 56, 70], 'flat')
const driveStride = 2.6

const actions: Kind['actions'] = {
  drive: { habitat: 'ground', strideHeights: driveStride, cyclesPerSecond: 0.75 },
  stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
}

export const car: Kind = {
  role: 'vessel',
  family: 'car',
  size: 'small',
  actions,
  create: (look) => drawCar(look, sedan, carpaints),
}

export const racer: Kind = {
  role: 'vessel',
  family: 'car',
  size: 'small',
  actions,
  create: (look) =>
    drawCar(look, sportsCar, [
      [214, 44, 44],
      [240, 186, 48],
      [44, 104, 200],
    ]),
}
