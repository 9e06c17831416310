import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { glowing, halo, paint, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { box, ellipse, limb, outline, polygon } from '../shape.ts'
import type { Shape } from '../shape.ts'

const glass = paint([76, 118, 156])
const shine = translucent(glowing([255, 255, 255]), 0.32)
const dark = paint([60, 66, 80])

const fuselage = outline(
  '-150 10!, -140 16, -90 22, 60 22, 104 18, 130 6, 134 -2, 124 -12, 90 -20, 20 -23, -70 -18, -124 -2',
)
const tailFin = outline('-152 12!, -160 52!, -142 54!, -104 20!')
const nearWing = outline('34 -12!, 22 -16, -66 -54!, -84 -54!, -30 -10!')
const farWing = outline('36 14!, -20 44!, -34 45!, -14 14!')

function createAirliner(look: Look): Drawing {
  const stripe = paint(
    look.colour ??
      choose(look.random, [
        [52, 112, 190],
        [206, 66, 58],
        [40, 150, 140],
      ] as const),
  )
  const white = paint([246, 247, 250])
  return (pen, moment) => {
    const roll = 1.2 * wave(moment.seconds * 0.13)
    pen.at(0, 1.4 * wave(moment.seconds * 0.21), 3 + roll, 1, 1, () => {
      pen.draw(farWing, toned(white, 0.7))
      pen.draw(outline('-148 8!, -170 20!, -162 22!, -120 12!'), toned(white, 0.72))
      pen.draw(tailFin, stripe)
      pen.drawWith(fuselage, white, () => {
        pen.draw(limb('-150 6, -60 -2, 60 -4, 140 -6', [1, 2, 2.4, 1.6]), stripe)
        pen.draw(outline('-160 -6, -60 -12, 60 -15, 130 -12, 100 -40, -100 -40'), toned(white, 0.84))
        pen.draw(limb('-120 17, 0 19, 96 16', [1, 1.3, 1]), shine)
      })
      for (let window = 0; window < 17; window++) pen.draw(box(-92 + window * 10.4, 5, 4.6, 6, 1.8), glass)
      pen.draw(outline('98 9!, 104 16, 116 13, 124 6!'), glass)
      pen.draw(outline('-150 6!, -176 -6!, -168 -8!, -116 2!'), toned(white, 0.9))
      drawEngine(pen, -8, -31, stripe)
      pen.draw(nearWing, toned(white, 0.95))
      pen.draw(limb('-62 -52, -30 -34, 8 -18', [0.7, 0.7, 0.7]), toned(white, 0.76))
      drawBlinker(pen, -78, -53, moment.seconds)
    })
  }
}

function drawEngine(pen: Pen, x: number, y: number, stripe: Paint): void {
  pen.draw(
    outline(
      `${x - 18} ${y + 4}, ${x - 16} ${y + 9}, ${x + 14} ${y + 10}, ${x + 19} ${y + 6}, ${x + 19} ${y - 5}, ${x + 12} ${y - 9}, ${x - 14} ${y - 6}`,
    ),
    toned(stripe, 0.9),
  )
  pen.draw(ellipse(x + 18.4, y, 3.4, 8), dark)
}

function drawBlinker(pen: Pen, x: number, y: number, seconds: number): void {
  if (fraction(seconds * 0.8) > 0.24) return
  pen.draw(ellipse(x, y, 12), halo([255, 90, 80], 0.8))
  pen.draw(ellipse(x, y, 2), glowing([255, 140, 120]))
}

const cabin = outline('-34 -14, -40 10, -24 32, 10 40, 42 32, 60 8, 56 -12, 30 -24, -10 -24')
const boom = outline('-30 16!, -128 18!, -132 12!, -40 -6!')

function createHelicopter(look: Look): Drawing {
  const coat = paint(
    look.colour ??
      choose(look.random, [
        [212, 66, 56],
        [240, 184, 62],
        [56, 118, 184],
      ] as const),
  )
  return (pen, moment) => {
    const spin = moment.seconds * 5.3
    pen.at(0, 2 * wave(moment.seconds * 0.3), -4 + 1.5 * wave(moment.seconds * 0.17), 1, 1, () => {
      pen.draw(boom, coat)
      pen.draw(outline('-116 16!, -138 42!, -126 42!, -104 17!'), toned(coat, 0.8))
      pen.at(-127, 22, spin * 300, 1, 1, () =>
        pen.draw([limb('-16 0, 16 0', [1.3, 1.3]), limb('0 -16, 0 16', [1.3, 1.3])], translucent(dark, 0.6)),
      )
      pen.draw(
        [
          limb('-22 -24, -26 -38', [1.4, 1.4]),
          limb('30 -24, 34 -38', [1.4, 1.4]),
          limb('-46 -38, 50 -38, 60 -33', [1.8, 1.8, 1.5]),
        ],
        dark,
      )
      pen.drawWith(cabin, coat, () => {
        pen.draw(limb('-40 -10, 60 -10', [2.4, 2.4]), paint([246, 244, 238]))
        pen.draw(limb('-20 31, 10 37, 36 30', [1.2, 1.6, 1]), shine)
      })
      pen.drawWith(outline('20 0!, 20 32!, 40 28, 54 10, 56 0!'), glass, () => {
        pen.draw([ellipse(30, 14, 6, 7), outline('18 -2, 22 6, 30 8, 38 6, 42 -2')], dark)
        pen.draw(polygon('34 -4, 40 -4, 52 36, 46 36'), shine)
      })
      pen.draw(box(-18, 2, 28, 24, 4), glass)
      pen.draw([limb('2 38, 2 52', [3, 2.4]), box(-14, 36, 34, 6, 3)], toned(coat, 0.8))
      // The blades are a blur that widens and narrows as they pass.
      const reach = 92 * Math.abs(Math.cos(spin * Math.PI))
      pen.draw(ellipse(2, 53, 96, 3.4), { ...translucent(dark, 0.22), form: 'flat' })
      pen.draw(
        limb(
          [
            [2 - reach, 53.6],
            [2, 53],
            [2 + reach, 52.4],
          ],
          [1, 1.6, 1],
        ),
        translucent(dark, 0.75),
      )
      drawBlinker(pen, -30, -20, moment.seconds)
    })
  }
}

const envelope = outline('-10 -20!, -36 14, -46 46, -36 80, 0 96, 36 80, 46 46, 36 14, 10 -20!')

function createBalloon(look: Look): Drawing {
  const reds = [
    [214, 70, 60],
    [64, 124, 190],
    [238, 172, 64],
  ] as const
  const main = paint(look.colour ?? choose(look.random, reds))
  const second = paint(
    choose(look.random, [
      [246, 226, 170],
      [242, 240, 232],
    ] as const),
  )
  const individual = look.random()
  return (pen, moment) => {
    const burn = Math.max(0, wave(moment.seconds * 0.17 + individual)) ** 0.5
    const drift = 2.6 * wave(moment.seconds * 0.12 + individual)
    pen.at(0, drift - 16, 1.6 * wave(moment.seconds * 0.1 + individual), 0.7, 0.7, () => {
      for (const line of ['-10 -20, -7 -44', '10 -20, 7 -44', '-4 -22, -3 -44', '4 -22, 3 -44']) {
        pen.draw(limb(line, [0.45, 0.45], false), dark)
      }
      pen.draw(ellipse(0, -26, 16, 20), halo([255, 196, 96], 0.75 * burn))
      pen.draw(outline('0 -16, 2.6 -26, 0 -34, -2.6 -26'), glowing([255, 224, 150], burn))
      pen.drawWith(envelope, main, () => {
        for (const gore of gores) pen.draw(gore, second)
        pen.draw(limb('-52 30, 0 20, 52 30', [3.4, 3.4, 3.4]), toned(main, 0.8))
        pen.draw(ellipse(-16, 66, 24, 28), { ...halo([255, 255, 255], 0.24), glow: 0.4 })
      })
      drawBasket(pen, main, second)
    })
  }
}

/** Strips of cloth from the mouth to the crown, narrower towards the sides as on a ball. */
const gores: readonly Shape[] = [-3, -1, 1].map((index) => {
  const side = (turn: number, up: boolean): string[] => {
    const points = Array.from({ length: 9 }, (_, step) => {
      const y = -20 + step * 14.5
      const width = 10 + 37 * Math.sin((step / 8) * Math.PI) ** 0.75 * (0.82 + 0.18 * (step / 8))
      return `${width * Math.sin((turn * Math.PI) / 8)} ${y}`
    })
    return up ? points : points.reverse()
  }
  return outline([...side(index, true), ...side(index + 1, false)].join(', '))
})

const wicker = paint([158, 104, 60])

function drawBasket(pen: Pen, main: Paint, second: Paint): void {
  for (const x of [-3.6, 3]) {
    pen.draw(ellipse(x, -37.6, 2.6, 3), paint([226, 180, 146]))
    pen.draw(box(x - 2.8, -46, 5.6, 6, 2), x < 0 ? second : main)
  }
  pen.drawWith(box(-9, -60, 18, 16, 3), wicker, () => {
    for (const y of [-49, -54])
      pen.draw(
        limb(
          [
            [-10, y],
            [10, y],
          ],
          [0.6, 0.6],
        ),
        toned(wicker, 0.7),
      )
  })
  pen.draw(limb('-10 -44, 10 -44', [1.4, 1.4]), toned(wicker, 0.76))
}

function airKind(family: string, size: Kind['size'], strideHeights: number, create: Kind['create']): Kind {
  return {
    role: 'vessel',
    family,
    size,
    actions: {
      fly: { habitat: 'air', strideHeights, cyclesPerSecond: 0.5 },
      float: { habitat: 'air', strideHeights: strideHeights * 0.3, cyclesPerSecond: 0.5 },
    },
    create,
  }
}

export const airplane: Kind = airKind('airplane', 'small', 1.6, createAirliner)
export const helicopter: Kind = airKind('helicopter', 'small', 1, createHelicopter)
export const hotAirBalloon: Kind = airKind('balloon', 'medium', 0.12, createBalloon)
