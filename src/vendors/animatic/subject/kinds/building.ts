import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { glowing, halo, paint, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import type { Rgb } from '../subject.ts'
import { bend, box, ellipse, limb, outline, polygon } from '../shape.ts'

const dark = paint([62, 52, 56], 'flat')
const lit = glowing([255, 222, 146])
const wood = paint([122, 82, 58])
const stone = paint([176, 172, 170])

function drawWindow(pen: Pen, x: number, y: number, width: number, height: number, frame: Paint): void {
  pen.draw(ellipse(x, y + height / 2, width * 1.3, height), halo([255, 206, 120], 0.3))
  pen.draw(box(x - width / 2 - 1, y - 1, width + 2, height + 2, 0.8), frame)
  pen.draw(box(x - width / 2, y, width, height, 0.5), lit)
  pen.draw(
    [
      limb(
        [
          [x, y],
          [x, y + height],
        ],
        [0.4, 0.4],
        false,
      ),
      limb(
        [
          [x - width / 2, y + height / 2],
          [x + width / 2, y + height / 2],
        ],
        [0.4, 0.4],
        false,
      ),
    ],
    frame,
  )
}

function drawSmoke(pen: Pen, x: number, y: number, moment: Moment): void {
  for (let puff = 5; puff >= 0; puff--) {
    const age = fraction(moment.seconds * 0.13 + puff / 6)
    const radius = 2 + age * 6
    pen.draw(ellipse(x + age * 12 + 2.4 * wave(age * 1.4 + puff * 0.2), y + age * 34, radius, radius * 0.9), {
      ...paint([232, 232, 236], 'round'),
      alpha: 0.5 * (1 - age),
    })
  }
}

const houseWalls: readonly Rgb[] = [
  [238, 222, 194],
  [214, 136, 104],
  [170, 190, 200],
]
const houseRoofs: readonly Rgb[] = [
  [156, 68, 58],
  [84, 92, 112],
  [120, 84, 62],
]
const trim = paint([248, 244, 234])

function createHouse(look: Look): Drawing {
  const walls = paint(look.colour ?? choose(look.random, houseWalls))
  const roof = paint(choose(look.random, houseRoofs))
  return (pen, moment) => {
    pen.shadow(0, 0, 74, 0.4)
    drawSmoke(pen, 31, 101, moment)
    pen.draw(box(25, 70, 12, 30, 1), toned(roof, 0.8))
    pen.draw(box(23.6, 97, 14.8, 4, 1), toned(roof, 0.66))
    pen.drawWith(polygon('-54 0, -54 50, -26 84, 0 52, 56 52, 56 0'), walls, () => {
      for (let y = 5; y < 84; y += 7)
        pen.draw(
          limb(
            [
              [-60, y],
              [60, y],
            ],
            [0.25, 0.25],
            false,
          ),
          toned(walls, 0.8),
        )
      pen.draw(box(0, 40, 60, 14), { ...toned(walls, 0.6), alpha: 0.4 })
      pen.draw(box(-60, -2, 120, 7), toned(stone, 0.84))
    })
    drawRoof(pen, roof)
    pen.draw(box(-37, 3, 19, 36, 2), trim)
    pen.draw(box(-35, 3, 15, 34, 1), wood)
    pen.draw(ellipse(-23, 19, 1.2), paint([226, 182, 84]))
    drawWindow(pen, -27.5, 54, 12, 14, trim)
    drawWindow(pen, 14, 19, 15, 17, trim)
    drawWindow(pen, 40, 19, 15, 17, trim)
    drawGarden(pen)
  }
}

function drawRoof(pen: Pen, roof: Paint): void {
  pen.draw(polygon('-26 90, 44 90, 64 50, 0 50'), roof)
  for (const y of [58, 66, 74, 82]) {
    pen.draw(
      limb(
        [
          [0 - (y - 50) * 0.62, y],
          [62 - (y - 50) * 0.5, y],
        ],
        [0.4, 0.4],
        false,
      ),
      toned(roof, 0.76),
    )
  }
  pen.draw(limb('-62 47, -26 91, 4 48', [3, 3, 3], false), toned(roof, 0.9))
}

const bush = paint([82, 128, 76])
const herb = paint([86, 142, 82])
const petal = paint([226, 92, 92])

function drawGarden(pen: Pen): void {
  for (const x of [14, 40]) {
    pen.draw(box(x - 10, 12, 20, 4.4, 1), wood)
    pen.draw(
      [-7, -2, 3, 7].map((dx) => ellipse(x + dx, 17.4, 3)),
      herb,
    )
    for (const dx of [-5, 0, 6]) pen.draw(ellipse(x + dx, 19, 1.5), petal)
  }
  pen.draw([ellipse(-60, 6, 10), ellipse(-53, 4, 7)], bush)
  pen.draw([ellipse(58, 7.2, 12), ellipse(67, 4.8, 8)], bush)
}

function createCastle(look: Look): Drawing {
  const walls = paint(look.colour ?? [188, 184, 186])
  const roof = paint(
    choose(look.random, [
      [74, 92, 146],
      [150, 68, 70],
      [88, 112, 104],
    ] as const),
  )
  const flag = paint([212, 66, 58])
  return (pen, moment) => {
    pen.shadow(0, 0, 84, 0.42)
    drawTower(pen, -16, 24, 76, toned(walls, 0.84), roof, flag, moment, 0)
    drawTower(pen, 26, 20, 64, toned(walls, 0.84), roof, flag, moment, 0.4)
    drawWall(pen, -60, 0, 120, 38, walls)
    drawTower(pen, -58, 26, 52, walls, roof, flag, moment, 0.7)
    drawTower(pen, 56, 28, 58, walls, roof, flag, moment, 0.2)
    drawWall(pen, -22, 0, 44, 50, toned(walls, 1.1))
    pen.draw(outline('-13 0!, -13 20, -8 29, 0 32, 8 29, 13 20, 13 0!'), toned(walls, 0.6))
    pen.drawWith(outline('-10 0!, -10 19, -6 26, 0 28.6, 6 26, 10 19, 10 0!'), dark, () => {
      for (const x of [-6, 0, 6])
        pen.draw(
          limb(
            [
              [x, 0],
              [x, 30],
            ],
            [0.7, 0.7],
            false,
          ),
          wood,
        )
      pen.draw([limb('-12 10, 12 10', [0.7, 0.7]), limb('-12 19, 12 19', [0.7, 0.7])], wood)
    })
    for (const x of [-15, 15]) drawSlit(pen, x, 38)
    for (const x of [-38, 36]) drawSlit(pen, x, 18)
  }
}

function drawWall(pen: Pen, x: number, y: number, width: number, height: number, walls: Paint): void {
  const merlons = Array.from({ length: Math.floor(width / 9) }, (_, index) =>
    box(x + index * 9 + 1.6, y + height - 1, 5.4, 6),
  )
  pen.drawWith([box(x, y, width, height), ...merlons], walls, () => {
    for (let row = 0; row < height; row += 7) {
      for (let column = (row % 2) * 5; column < width; column += 19) {
        pen.draw(box(x + column + ((row * 3) % 11), y + row + 2, 8, 3, 1), {
          ...toned(walls, 0.84),
          alpha: 0.7,
        })
      }
    }
  })
}

function drawTower(
  pen: Pen,
  x: number,
  width: number,
  height: number,
  walls: Paint,
  roof: Paint,
  flag: Paint,
  moment: Moment,
  phase: number,
): void {
  const half = width / 2
  pen.drawWith(
    [
      box(x - half, 0, width, height),
      polygon(
        `${x - half} ${height - 8}, ${x - half - 3} ${height}, ${x + half + 3} ${height}, ${x + half} ${height - 8}`,
      ),
    ],
    walls,
    () => {
      for (let row = 6; row < height; row += 12)
        pen.draw(box(x - half + ((row * 5) % (width - 8)), row, 7, 3, 1), {
          ...toned(walls, 0.84),
          alpha: 0.7,
        })
      pen.draw(
        limb(
          [
            [x - half - 4, height - 8],
            [x + half + 4, height - 8],
          ],
          [0.7, 0.7],
          false,
        ),
        toned(walls, 0.7),
      )
    },
  )
  const peak = height + width * 0.95
  pen.draw(
    outline(
      `${x - half - 4} ${height}!, ${x - half * 0.3} ${height + width * 0.5}, ${x} ${peak}!, ${x + half * 0.3} ${height + width * 0.5}, ${x + half + 4} ${height}!`,
    ),
    roof,
  )
  pen.draw(
    limb(
      [
        [x, peak - 2],
        [x, peak + 11],
      ],
      [0.5, 0.5],
      false,
    ),
    dark,
  )
  const cloth = polygon(`${x} ${peak + 11}, ${x + 13} ${peak + 8.4}, ${x} ${peak + 5}`)
  pen.draw(
    bend(cloth, (px, py) => [px, py + (px - x) * 0.13 * wave(px * 0.06 - moment.seconds * 0.9 + phase)]),
    flag,
  )
  drawSlit(pen, x, height - 24)
}

function drawSlit(pen: Pen, x: number, y: number): void {
  pen.draw(ellipse(x, y + 4, 7, 9), halo([255, 206, 120], 0.35))
  pen.draw(
    outline(`${x - 2.4} ${y}!, ${x - 2.4} ${y + 6}, ${x} ${y + 9}, ${x + 2.4} ${y + 6}, ${x + 2.4} ${y}!`),
    lit,
  )
}

function createLighthouse(look: Look): Drawing {
  const white = paint([246, 244, 238])
  const band = paint(look.colour ?? [204, 62, 54])
  return (pen, moment) => {
    pen.shadow(0, 0, 40, 0.42)
    const turn = moment.seconds * 0.16
    drawBeams(pen, 0, 85, turn)
    pen.draw(outline('-46 0, -34 9, -10 13, 16 11, 38 6, 50 0, 20 -3, -20 -3'), toned(stone, 0.66))
    pen.drawWith(box(12, 6, 30, 18), white, () => pen.draw(box(10, 4, 40, 5), toned(stone, 0.8)))
    pen.draw(polygon('8 23, 27 36, 46 23'), band)
    drawWindow(pen, 31, 11, 6, 7, band)
    pen.drawWith(polygon('-16 8, -10 74, 10 74, 16 8'), white, () => {
      for (const y of [18, 44, 70]) pen.draw(box(-20, y, 40, 13), band)
    })
    pen.draw(box(-4, 8, 8, 13, 3), wood)
    for (const y of [37, 60]) drawSlit(pen, 0, y)
    pen.draw(
      [
        box(-14, 73, 28, 3, 1),
        ...[-12, -6, 0, 6, 12].map((x) =>
          limb(
            [
              [x, 76],
              [x, 80],
            ],
            [0.5, 0.5],
            false,
          ),
        ),
        limb('-13 80.4, 13 80.4', [0.6, 0.6]),
      ],
      dark,
    )
    pen.draw(ellipse(0, 85, 30), halo([255, 236, 170], 0.6))
    pen.draw(box(-7, 76, 14, 16), glowing([255, 238, 176]))
    for (const x of [-7, -2.4, 2.4, 7])
      pen.draw(
        limb(
          [
            [x, 76],
            [x, 92],
          ],
          [0.5, 0.5],
          false,
        ),
        dark,
      )
    pen.draw(outline('-10 91!, -5 97, 0 99, 5 97, 10 91!'), band)
    pen.draw(limb('0 98, 0 103', [0.7, 0.7]), dark)
  }
}

/** Two beams that sweep round: long when they point aside, wide and short when they pass the viewer. */
function drawBeams(pen: Pen, x: number, y: number, turn: number): void {
  for (const half of [0, 0.5]) {
    const aside = Math.cos((turn + half) * 2 * Math.PI)
    const near = Math.sin((turn + half) * 2 * Math.PI)
    const reach = aside * 190
    const spread = 12 + 20 * Math.max(0, near)
    const strength = 0.16 + 0.08 * near
    for (const share of [1, 0.84, 0.68, 0.52, 0.36, 0.2]) {
      pen.draw(
        polygon(
          `${x} ${y + 2}, ${x + reach * share} ${y + spread * share}, ${x + reach * share} ${y - spread * share}, ${x} ${y - 2}`,
        ),
        glowing([255, 240, 190], Math.round(strength * 36) / 100),
      )
    }
  }
}

function createWindmill(look: Look): Drawing {
  const walls = paint(look.colour ?? [226, 208, 178])
  const roof = paint([134, 76, 58])
  const cloth = translucent(paint([246, 240, 226]), 0.92)
  return (pen, moment) => {
    pen.shadow(0, 0, 36, 0.42)
    pen.drawWith(polygon('-24 0, -14 56, 14 56, 24 0'), walls, () => {
      for (const y of [14, 28, 42])
        pen.draw(
          limb(
            [
              [-26, y],
              [26, y],
            ],
            [0.4, 0.4],
            false,
          ),
          toned(walls, 0.8),
        )
    })
    pen.draw(outline('-18 55!, -13 68, 0 75, 13 68, 18 55!'), roof)
    pen.draw(box(-6, 0, 12, 18, 5), wood)
    drawWindow(pen, 0, 32, 7, 9, wood)
    pen.at(2, 64, moment.seconds * 26, 0.74, 0.74, () => {
      for (let arm = 0; arm < 4; arm++) {
        pen.at(0, 0, arm * 90, 1, 1, () => {
          pen.draw(limb('0 0, 0 46', [1.2, 0.8]), wood)
          pen.draw(box(0.8, 10, 11, 36, 0.6), cloth)
          for (let rung = 10; rung <= 46; rung += 9)
            pen.draw(
              limb(
                [
                  [0, rung],
                  [12, rung],
                ],
                [0.4, 0.4],
                false,
              ),
              wood,
            )
        })
      }
      pen.draw(ellipse(0, 0, 3.4), dark)
    })
  }
}

function kind(family: string, size: Kind['size'], create: Kind['create']): Kind {
  return {
    role: 'thing',
    family,
    size,
    actions: { stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 } },
    create,
  }
}

export const house: Kind = kind('house', 'large', createHouse)
export const castle: Kind = kind('castle', 'huge', createCastle)
export const lighthouse: Kind = kind('lighthouse', 'huge', createLighthouse)
export const windmill: Kind = kind('windmill', 'huge', createWindmill)
