import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { drawHumanHead } from '../rigs/human-head.ts'
import { wave } from '../rigs/gait.ts'
import { glowing, halo, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { bend, box, ellipse, limb, outline, polygon } from '../shape.ts'
import type { Shape } from '../shape.ts'
import type { Rgb } from '../subject.ts'

// Boats float with the water at y 0 and rock about it.

const wood = paint([142, 92, 58])
const darkWood = paint([96, 62, 44])
const rope = paint([90, 80, 74], 'flat')
const canvas: Rgb = [246, 240, 226]

/** Cloth that bellies ahead, most in its middle. */
function billow(sail: Shape, moment: Moment, depth: number): Shape {
  const breath = 1 + 0.3 * wave(moment.seconds * 0.31)
  return bend(sail, (x, y) => [
    x + depth * breath * Math.sin((Math.PI * (y - 14)) / 84) + 0.5 * wave(y * 0.02 - moment.seconds * 0.8),
    y,
  ])
}

function rocking(pen: Pen, moment: Moment, individual: number, degrees: number, draw: () => void): void {
  const roll = degrees * (wave(moment.seconds * 0.19 + individual) + 0.4 * wave(moment.seconds * 0.31))
  pen.at(0, 0.9 * wave(moment.seconds * 0.23 + individual), roll, 1, 1, draw)
}

const yachtHull = outline('-40 11!, -36 0, -30 -8!, 26 -8!, 38 0, 50 12.6!, 10 9.4, -24 9.4')
const mainSail = outline('-2.4 98!, -16 60, -37 18!, -20 15.4, -2.4 16!')
const jib = outline('0.6 88!, 16 52, 41 15!, 24 15.6, 7 19!')

function createYacht(look: Look): Drawing {
  const individual = look.random()
  const sail = paint(look.colour ?? canvas)
  const stripe = paint(
    look.colour === undefined
      ? choose(look.random, [
          [206, 66, 58],
          [52, 110, 176],
          [232, 170, 66],
        ] as const)
      : canvas,
  )
  const hull = paint([244, 244, 240])
  return (pen, moment) =>
    rocking(pen, moment, individual, 2.4, () => {
      pen.draw(limb('-1 8, -1 99', [1.1, 0.7]), darkWood)
      pen.draw(limb('0 97, 49 13', [0.25, 0.25]), rope)
      const main = billow(mainSail, moment, 3)
      pen.drawWith(main, sail, () => {
        for (const y of [34, 52, 70])
          pen.draw(
            limb(
              [
                [-40, y - 3],
                [2, y],
              ],
              [0.3, 0.3],
            ),
            toned(sail, 0.8),
          )
        pen.draw(limb('-44 22, 4 24', [2.6, 2.6]), stripe)
      })
      pen.draw(limb('-38 15, -1 14', [0.9, 0.9]), darkWood)
      pen.draw(billow(jib, moment, 4.4), toned(sail, 0.95))
      pen.draw(outline('-22 9!, -18 13, 4 13.4, 10 9.6!'), toned(hull, 0.9))
      for (const x of [-14, -8, -2]) pen.draw(ellipse(x, 11, 1.4), rope)
      pen.drawWith(yachtHull, hull, () => {
        pen.draw(limb('-44 5, 0 3.6, 50 8', [1.4, 1.4, 1.4]), stripe)
        pen.draw(box(-50, -10, 110, 10.4), toned(stripe, 0.6))
      })
    })
}

const rowHull = outline('-86 50!, -80 20, -62 -18!, 58 -18!, 80 22, 96 58!, 60 40, 0 33, -54 38')
const rowInside = outline('-78 46, -40 38, 20 36, 80 48, 30 42, -30 42')

function createRowboat(look: Look): Drawing {
  const individual = look.random()
  const planks = paint(look.colour ?? [158, 104, 64])
  const coat = paint(
    choose(look.random, [
      [70, 118, 158],
      [190, 84, 66],
      [92, 134, 92],
    ] as const),
  )
  const skin = paint([232, 190, 156])
  return (pen, moment) => {
    const stroke = moment.seconds * 0.42
    const pull = wave(stroke)
    rocking(pen, moment, individual, 2, () => {
      pen.draw(rowInside, darkWood)
      drawRower(pen, pull, coat, skin)
      drawOar(pen, stroke)
      pen.drawWith(rowHull, planks, () => {
        for (const y of [30, 16, 4])
          pen.draw(
            limb(
              [
                [-90, y + 12],
                [0, y],
                [96, y + 14],
              ],
              [0.9, 0.9, 0.9],
            ),
            toned(planks, 0.7),
          )
        pen.draw(limb('-88 48, -40 38, 20 34, 60 41, 98 58', [2.4, 2.4, 2.4, 2.4, 2.4]), toned(planks, 1.25))
      })
    })
  }
}

function drawRower(pen: Pen, pull: number, coat: Paint, skin: Paint): void {
  const lean = -8 - 14 * pull
  pen.at(-14, 34, lean, 1, 1, () => {
    pen.draw(limb('0 0, 0 18, 1 32', [9, 10, 8]), coat)
    pen.draw(limb('1 32, 2 42', [3.4, 3.2]), skin)
    const pose = { head: [3, 50], headDegrees: -lean * 0.7, wind: 0.2, flutter: 0, eyes: 1 } as const
    drawHumanHead(pen, pose, { ...rower, skin }, 1.1, false)
    pen.draw(
      limb(
        [
          [1, 30],
          [12, 18],
          [26 - pull * 2, 16 + pull * 4],
        ],
        [4.4, 3.6, 2.8],
      ),
      toned(coat, 0.92),
    )
  })
}

const straw = paint([226, 194, 120])
const rower = {
  hair: paint([70, 52, 44]),
  style: 'short',
  beard: false,
  isFeminine: false,
  cover: (pen: Pen) =>
    pen.draw(
      [limb('-11 4.6, 0 6.4, 12 5.4', [1, 1.4, 1]), outline('-6.6 6, -5 12, 1 13.6, 6.4 11.6, 7.6 6.4')],
      straw,
    ),
} as const

function drawOar(pen: Pen, stroke: number): void {
  pen.at(16, 41, -34 + 22 * wave(stroke + 0.25), 1, 1, () => {
    pen.draw(limb('-24 6, 52 -14', [1.3, 1.3]), wood)
    pen.draw(limb('48 -13, 66 -18', [3.4, 4.4]), wood)
  })
}

const galleonHull = outline(
  '-62 34!, -58 16, -50 -8!, 44 -8!, 58 8, 70 27!, 44 19.6!, 40 17, -34 17!, -36 26!, -44 33!',
)
const squareSails: readonly Shape[] = [
  outline('-16 76!, 12 76!, 15 60, 14 49!, -18 49!, -17 62'),
  outline('-13 95!, 9 95!, 11 86, 11 79!, -14 79!, -13 86'),
  outline('24 66!, 46 66!, 49 54, 48 44!, 22 44!, 23 55'),
  outline('26 82!, 43 82!, 45 75, 45 69!, 25 69!, 25 75'),
]
const lateen = outline('-40 76!, -50 52, -60 40!, -44 37, -34 40!')

function createGalleon(look: Look): Drawing {
  const individual = look.random()
  const sail = paint(look.colour ?? [240, 228, 202])
  const isPirate = look.random() < 0.4
  return (pen, moment) =>
    rocking(pen, moment, individual, 1.7, () => {
      for (const [x, top] of [
        [-39, 80],
        [-2, 100],
        [35, 88],
      ] as const)
        pen.draw(
          limb(
            [
              [x, 14],
              [x, top],
            ],
            [1.1, 0.6],
          ),
          darkWood,
        )
      pen.draw(limb('56 22, 88 39', [1.2, 0.6]), darkWood)
      pen.draw(
        [
          limb('35 87, 86 38', [0.22, 0.22]),
          limb('-2 99, 35 60', [0.22, 0.22]),
          limb('-39 79, -2 56', [0.22, 0.22]),
        ],
        rope,
      )
      pen.draw(billow(outline('36 80!, 84 38!, 56 30!, 40 36!'), moment, 2), toned(sail, 0.9))
      pen.draw(billow(lateen, moment, 2), toned(sail, 0.92))
      for (const cloth of squareSails) {
        pen.drawWith(billow(cloth, moment, 5), sail, () =>
          pen.draw(limb('-30 56, 60 56', [0.25, 0.25]), toned(sail, 0.8)),
        )
      }
      const flag = bend(polygon('-2 100, -18 97.4, -2 94.6'), (x, y) => [
        x,
        y + 0.07 * (-2 - x) * 2 * wave(x * 0.07 + moment.seconds * 1.1),
      ])
      pen.draw(flag, isPirate ? rope : paint([196, 56, 52]))
      pen.drawWith(galleonHull, wood, () => {
        for (const y of [24, 13, 6])
          pen.draw(
            limb(
              [
                [-70, y + 5],
                [0, y],
                [74, y + 7],
              ],
              [0.7, 0.7, 0.7],
            ),
            darkWood,
          )
        pen.draw(limb('-66 11, 0 8.6, 66 15', [1.3, 1.3, 1.3]), paint([214, 170, 84]))
        for (let port = 0; port < 6; port++)
          pen.draw(box(-38 + port * 14, 2.4 + Math.abs(port - 2) * 0.3, 4, 4, 0.5), rope)
        for (const x of [-56, -49]) pen.draw(box(x, 22, 4.4, 6, 1), lamplight)
      })
      pen.draw(ellipse(-60, 38, 7), halo([255, 214, 130], 0.6))
      pen.draw(ellipse(-60, 38, 1.8), lamplight)
    })
}

const lamplight = glowing([255, 220, 140])

const linerHull = outline('-122 44!, -118 18, -108 -14!, 104 -14!, 122 20, 138 50!, 60 36, -40 35')

function createSteamer(look: Look): Drawing {
  const individual = look.random()
  const hull = paint(look.colour ?? [44, 62, 96])
  const white = paint([244, 244, 242])
  const funnel = paint([206, 70, 56])
  return (pen, moment) =>
    rocking(pen, moment, individual, 0.8, () => {
      for (let puff = 0; puff < 5; puff++) {
        const age = (moment.seconds * 0.22 + puff / 5) % 1
        pen.draw(ellipse(-8 - age * 80, 96 + age * 26, 5 + age * 18, 4 + age * 12), {
          ...paint([226, 228, 232], 'round'),
          alpha: 0.5 * (1 - age),
        })
      }
      for (const x of [-22, 14]) {
        pen.drawWith(polygon(`${x} 60, ${x + 17} 60, ${x + 14} 95, ${x - 1} 95`), funnel, () =>
          pen.draw(
            limb(
              [
                [x - 6, 92],
                [x + 24, 92],
              ],
              [3, 3],
            ),
            rope,
          ),
        )
      }
      pen.draw(box(-74, 46, 132, 18, 3), white)
      pen.draw(box(-90, 34, 174, 16, 3), toned(white, 0.96))
      pen.draw(limb('-108 40, -108 74', [0.9, 0.6]), rope)
      pen.draw(limb('96 44, 96 80', [0.9, 0.6]), rope)
      for (let window = 0; window < 11; window++)
        pen.draw(box(-68 + window * 11, 53, 6, 5, 1), paneAt(window))
      for (let window = 0; window < 14; window++)
        pen.draw(ellipse(-80 + window * 12, 42.6, 2), paneAt(window + 3))
      pen.drawWith(linerHull, hull, () => {
        pen.draw(limb('-130 32, 0 29, 140 40', [1.2, 1.2, 1.2]), white)
        pen.draw(box(-130, -16, 280, 17), paint(tone([176, 60, 50], 0.9)))
        for (let window = 0; window < 15; window++)
          pen.draw(ellipse(-96 + window * 13, 17 + Math.abs(window - 7) * 0.4, 2), paneAt(window))
      })
    })
}

const litPane = glowing([255, 226, 150])
const darkPane = paint([86, 118, 142])

function paneAt(index: number): Paint {
  return index % 3 === 1 ? darkPane : litPane
}

function boatKind(size: Kind['size'], strideHeights: number, create: Kind['create']): Kind {
  return {
    role: 'vessel',
    family: 'boat',
    size,
    actions: {
      sail: { habitat: 'water', strideHeights, cyclesPerSecond: 0.3 },
      float: { habitat: 'water', strideHeights: 0, cyclesPerSecond: 0.3 },
    },
    create,
  }
}

export const sailboat: Kind = boatKind('large', 0.45, createYacht)
export const boat: Kind = boatKind('medium', 0.5, createRowboat)
export const ship: Kind = boatKind('large', 0.3, (look) =>
  look.random() < 0.5 ? createGalleon(look) : createSteamer(look),
)
