import type { Drawing, Kind, Look, Manner, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { glowing, halo, paint, tone, toned, translucent } from '../shading.ts'
import { bend, box, ellipse, limb, outline, polygon } from '../shape.ts'
import type { Point } from '../shape.ts'

const white = paint([246, 244, 240])
const dark = paint([52, 48, 56], 'flat')
const shine = translucent(glowing([255, 255, 255]), 0.4)

/** A ball bounces, is squeezed where it lands, and turns; lying still it only lies. */
function createBall(look: Look): Drawing {
  const main = {
    ...paint(
      look.colour ??
        choose(look.random, [
          [214, 66, 58],
          [58, 122, 200],
          [240, 186, 64],
        ] as const),
    ),
    form: 'round' as const,
  }
  const bounces = look.action === 'run'
  return (pen, moment) => {
    const stage = fraction(moment.seconds * 0.8)
    const high = bounces ? 4 * stage * (1 - stage) : 0
    const squeeze = bounces ? Math.max(0, 0.14 - high) * 1.4 : 0
    pen.shadow(0, 0, 40 - high * 12, 0.5 - high * 0.25)
    pen.at(0, high * 70, 0, 1 + squeeze, 1 - squeeze, () => {
      pen.drawWith(ellipse(0, 36, 36), main, () => {
        pen.at(0, 36, bounces ? -moment.seconds * 90 : 12, 1, 1, () => {
          for (const turn of [0, 120, 240])
            pen.at(0, 0, turn, 1, 1, () =>
              pen.draw(outline('0 0!, 30 10, 52 0!, 30 26, 8 22'), translucent(white, 0.92)),
            )
        })
        pen.draw(ellipse(-6, 4, 42, 18), { ...dark, alpha: 0.18 })
      })
      pen.draw(ellipse(-11, 52, 8, 5), shine)
    })
  }
}

/** Curls of steam that rise from a hot surface. */
function drawSteam(pen: Pen, moment: Moment, width: number, y: number): void {
  for (let curl = 0; curl < 3; curl++) {
    const age = fraction(moment.seconds * 0.24 + curl / 3)
    const x = (curl - 1) * width * 0.3
    const points = [0, 1, 2, 3].map((joint): Point => [
      x + 4.6 * wave(age * 1.2 + joint * 0.3 + curl * 0.4),
      y + age * 22 + joint * 8,
    ])
    pen.draw(limb(points, [0.6, 2, 2.2, 0.5]), {
      ...glowing([250, 250, 252], 0.42 * Math.sin(age * Math.PI)),
      glow: 0.5,
    })
  }
}

function createCup(look: Look): Drawing {
  const china = paint(
    look.colour ??
      choose(look.random, [
        [240, 236, 228],
        [204, 92, 78],
        [88, 132, 156],
      ] as const),
  )
  const coffee = paint([104, 64, 42])
  return (pen, moment) => {
    pen.shadow(0, 0, 56, 0.5)
    pen.draw(ellipse(0, 5, 50, 6), toned(china, 0.9))
    pen.draw(ellipse(0, 6.4, 44, 4.6), china)
    pen.draw(limb('24 44, 42 46, 44 30, 22 20', [3.6, 3.4, 3.4, 3]), toned(china, 0.86))
    pen.drawWith(outline('-30 54!, -29 30, -20 10, -10 6, 10 6, 20 10, 29 30, 30 54!'), china, () =>
      pen.draw(limb('-34 44, 0 38, 34 44', [1.6, 1.6, 1.6]), toned(china, 0.7)),
    )
    pen.draw(ellipse(0, 54, 30, 6.6), toned(china, 1.12))
    pen.draw(ellipse(0, 53.4, 26.6, 5), coffee)
    pen.draw(ellipse(-4, 54.4, 13, 2), translucent(toned(coffee, 1.5), 0.6))
    drawSteam(pen, moment, 30, 58)
  }
}

function createBowl(look: Look): Drawing {
  const china = paint(
    look.colour ??
      choose(look.random, [
        [196, 72, 62],
        [66, 96, 140],
        [240, 236, 228],
      ] as const),
  )
  const broth = paint([214, 150, 84])
  return (pen, moment) => {
    pen.shadow(0, 0, 56, 0.5)
    pen.draw([limb('6 56, 62 92', [1.1, 0.8]), limb('0 56, 54 96', [1.1, 0.8])], paint([150, 92, 60]))
    pen.draw(box(-17, 0, 34, 7, 2), toned(china, 0.7))
    pen.drawWith(outline('-50 48!, -46 26, -30 8, -14 4, 14 4, 30 8, 46 26, 50 48!'), china, () => {
      pen.draw(limb('-52 38, 0 30, 52 38', [1.8, 1.8, 1.8]), translucent(white, 0.8))
    })
    pen.draw(ellipse(0, 48, 50, 9.4), toned(china, 1.14))
    pen.drawWith(ellipse(0, 47.6, 46, 7.6), broth, () => {
      for (let noodle = 0; noodle < 7; noodle++) {
        const x = -36 + noodle * 9
        pen.draw(
          limb(
            [
              [x, 44],
              [x + 9, 50],
              [x + 20, 46],
              [x + 30, 50],
            ],
            [1.5, 1.5, 1.5, 1.5],
          ),
          paint([248, 222, 150]),
        )
      }
    })
    pen.draw([ellipse(-20, 50, 9, 5)], white)
    pen.draw(ellipse(-20, 51, 4.6, 2.8), paint([242, 168, 58]))
    for (const [x, y] of [
      [4, 52],
      [12, 49],
      [20, 52],
      [27, 48],
    ] as const)
      pen.draw(ellipse(x, y, 3, 1.6), paint([92, 152, 78]))
    pen.draw(outline('20 46!, 22 60, 36 62, 40 48!'), paint([52, 74, 60]))
    drawSteam(pen, moment, 44, 56)
  }
}

function createCampfire(): Drawing {
  const bark = paint([104, 70, 52])
  const stone = paint([128, 126, 130])
  return (pen, moment) => {
    const flicker = (phase: number): number =>
      0.5 * wave(moment.seconds * 1.7 + phase) + 0.3 * wave(moment.seconds * 2.9 + phase * 2)
    pen.draw(ellipse(0, 34, 105, 80), halo([255, 160, 70], 0.5 + 0.06 * flicker(0)))
    for (const x of [-38, -26, 26, 38]) pen.draw(ellipse(x, 5, 8, 6), stone)
    pen.draw([limb('-32 4, 24 18', [5, 5]), limb('32 4, -24 18', [5, 5])], bark)
    for (const [scale, rgb] of [
      [1, [240, 104, 44]],
      [0.76, [252, 164, 56]],
      [0.5, [255, 220, 110]],
      [0.28, [255, 248, 214]],
    ] as const) {
      const tongues = [-1, 0, 1].map((side) => {
        const tall = (62 - Math.abs(side) * 20) * scale * (1 + 0.22 * flicker(side * 0.37 + scale))
        const x = side * 15 * scale
        const lick = 7 * scale * flicker(side * 0.53)
        return outline(
          `${x - 15 * scale} 8!, ${x - 16 * scale} ${8 + tall * 0.34}, ${x + lick} ${8 + tall}!, ${x + 15 * scale} ${8 + tall * 0.34}, ${x + 15 * scale} 8!`,
        )
      })
      pen.draw([...tongues, ellipse(0, 12, 20 * scale, 9 * scale)], glowing(rgb, 0.94))
    }
    for (let spark = 0; spark < 9; spark++) {
      const age = fraction(moment.seconds * 0.45 + spark * 0.31)
      pen.draw(
        ellipse((spark - 4) * 5 + 9 * wave(age + spark * 0.3), 40 + age * 62, 1.3 * (1 - age * 0.6)),
        glowing([255, 206, 110], 1 - age),
      )
    }
    pen.draw([limb('-28 2, 20 8', [5.4, 5]), limb('22 2, -8 6', [5, 4.6])], toned(bark, 0.86))
    for (const x of [-14, 0, 14]) pen.draw(ellipse(x, 3, 8, 6), toned(stone, 1.1))
  }
}

function createLantern(look: Look): Drawing {
  const paper =
    look.colour ??
    choose(look.random, [
      [222, 66, 52],
      [250, 176, 84],
    ] as const)
  const individual = look.random()
  const body = { ...paint(tone(paper, 1.1)), glow: 0.75 }
  return (pen, moment) => {
    const flicker = 1 + 0.05 * wave(moment.seconds * 1.9 + individual)
    pen.at(
      0,
      4 * wave(moment.seconds * 0.16 + individual),
      4 * wave(moment.seconds * 0.21 + individual),
      1,
      1,
      () => {
        pen.draw(ellipse(0, 2, 86, 90), halo(tone(paper, 1.3), 0.5 * flicker))
        pen.drawWith(
          outline('-18 36!, -32 24, -37 2, -30 -20, -17 -32!, 17 -32!, 30 -20, 37 2, 32 24, 18 36!'),
          body,
          () => {
            pen.draw(ellipse(0, -10, 30, 30), halo([255, 240, 190], 0.9 * flicker))
            for (const x of [-24, -12, 0, 12, 24])
              pen.draw(
                limb(
                  [
                    [x * 0.6, 38],
                    [x * 1.24, 2],
                    [x * 0.6, -34],
                  ],
                  [0.5, 0.5, 0.5],
                ),
                { ...toned(body, 0.82), alpha: 0.7 },
              )
          },
        )
        pen.draw([box(-18, 34, 36, 6, 2), box(-17, -38, 34, 6, 2)], paint([214, 162, 70]))
        for (const x of [-9, -3, 3, 9])
          pen.draw(
            limb(
              [
                [x, -38],
                [x + 1.5 * wave(moment.seconds * 0.5 + x * 0.05), -54],
              ],
              [0.8, 0.5],
              false,
            ),
            paint([204, 72, 58]),
          )
      },
    )
  }
}

function createSnowman(look: Look): Drawing {
  const snow = { ...paint([248, 250, 253]), form: 'round' as const }
  const scarf = paint(
    look.colour ??
      choose(look.random, [
        [206, 60, 56],
        [60, 120, 176],
        [76, 146, 92],
      ] as const),
  )
  const twig = paint([104, 74, 56])
  const individual = look.random()
  return (pen, moment) => {
    const wavy = 12 * Math.max(0, wave(moment.seconds * 0.3 + individual)) * wave(moment.seconds * 1.3)
    pen.shadow(0, 0, 40, 0.42)
    pen.at(-18, 46, 150, 1, 1, () =>
      pen.draw(
        [limb('0 0, 26 4', [1.3, 1]), limb('18 3, 24 9', [0.9, 0.6]), limb('20 3.4, 27 -2', [0.9, 0.6])],
        toned(twig, 0.8),
      ),
    )
    pen.draw(ellipse(0, 22, 29, 24), snow)
    pen.draw(ellipse(0, 51, 21, 18.6), snow)
    pen.at(17, 52, 32 + wavy, 1, 1, () =>
      pen.draw(
        [limb('0 0, 27 3', [1.3, 1]), limb('19 2.4, 25 9', [0.9, 0.6]), limb('21 2.6, 28 -3', [0.9, 0.6])],
        twig,
      ),
    )
    pen.draw(ellipse(0, 75, 15.6, 14.4), snow)
    pen.draw(
      [
        limb('-14 64, 0 60.6, 14 64', [3, 3.4, 3]),
        limb(
          [
            [8, 62],
            [13, 50],
            [12 + wave(moment.seconds * 0.4), 42],
          ],
          [3, 3, 2.6],
        ),
      ],
      scarf,
    )
    for (const [x, y] of [
      [4, 52],
      [4.6, 44],
      [4, 28],
    ] as const)
      pen.draw(ellipse(x, y, 1.8), dark)
    for (const x of [0, 8]) pen.draw(ellipse(x, 78.6, 1.7), dark)
    pen.draw(polygon('3.4 76, 21 73, 3.6 72'), paint([236, 134, 56]))
    for (const [x, y] of [
      [-1, 69],
      [2, 67.6],
      [5.4, 67.4],
      [8.6, 68.4],
    ] as const)
      pen.draw(ellipse(x, y, 0.9), dark)
    pen.draw(
      [limb('-15 87, 15 88.6', [1.7, 1.7]), outline('-10 87!, -9.4 103, 9 104, 10 88!')],
      paint([58, 56, 68]),
    )
    pen.draw(limb('-10 91, 10 92', [1.9, 1.9]), scarf)
  }
}

function createToyBalloon(look: Look): Drawing {
  const rubber = {
    ...paint(
      look.colour ??
        choose(look.random, [
          [222, 62, 66],
          [66, 138, 214],
          [246, 190, 70],
          [120, 186, 96],
        ] as const),
    ),
    form: 'round' as const,
  }
  const individual = look.random()
  return (pen, moment) => {
    const lean = 5 * wave(moment.seconds * 0.19 + individual)
    pen.at(0, 14 + 3 * wave(moment.seconds * 0.27 + individual), lean, 1, 1, () => {
      const string = [0, 1, 2, 3, 4].map((joint): Point => [
        (joint + 1) * 0.9 * wave(moment.seconds * 0.4 - joint * 0.2),
        -30 - joint * 9,
      ])
      pen.draw(limb(string, [0.5, 0.45, 0.4, 0.4, 0.3]), white)
      pen.draw(outline('0 36, 18 30, 26 12, 20 -10, 6 -26, 0 -29, -6 -26, -20 -10, -26 12, -18 30'), rubber)
      pen.draw(polygon('-3.4 -32, 0 -27, 3.4 -32'), toned(rubber, 0.8))
      pen.draw(limb('-14 22, -17 10', [3, 2]), shine)
    })
  }
}

function createKite(look: Look): Drawing {
  const first = paint(
    look.colour ??
      choose(look.random, [
        [226, 72, 62],
        [58, 132, 206],
        [140, 92, 178],
      ] as const),
  )
  const second = paint([248, 202, 84])
  const individual = look.random()
  return (pen, moment) => {
    const swing = 9 * wave(moment.seconds * 0.24 + individual) + 3 * wave(moment.seconds * 0.7)
    pen.at(
      3 * wave(moment.seconds * 0.2),
      14 + 4 * wave(moment.seconds * 0.31 + individual),
      -24 + swing,
      1,
      1,
      () => {
        const tail = [0, 1, 2, 3, 4, 5, 6].map((joint): Point => [
          joint * 1.6 * wave(moment.seconds * 0.6 - joint * 0.16),
          -38 - joint * 8,
        ])
        pen.draw(limb(tail, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4]), dark)
        for (const [index, [x, y]] of tail.entries())
          if (index % 2 === 1)
            pen.draw(
              polygon(
                `${x} ${y}, ${x - 6} ${y + 3}, ${x - 6} ${y - 3}, ${x} ${y}, ${x + 6} ${y - 3}, ${x + 6} ${y + 3}`,
              ),
              index % 4 === 1 ? first : second,
            )
        const puff = 2 * wave(moment.seconds * 0.9)
        const whole = polygon('0 42, 30 8, 0 -38, -30 8')
        pen.drawWith(
          bend(whole, (x, y) => [x, y + (Math.abs(x) / 30) * puff]),
          first,
          () => {
            pen.draw([polygon('0 42, 30 8, 0 8'), polygon('0 8, 0 -38, -30 8')], second)
          },
        )
        pen.draw([limb('0 42, 0 -38', [0.6, 0.6]), limb('-30 8, 30 8', [0.6, 0.6])], toned(first, 0.6))
      },
    )
  }
}

const still: Manner = { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 }
const adrift: Manner = { habitat: 'air', strideHeights: 0.1, cyclesPerSecond: 0.4 }

function thing(family: string, size: Kind['size'], actions: Kind['actions'], create: Kind['create']): Kind {
  return { role: 'thing', family, size, actions, create }
}

export const things: Readonly<Record<string, Kind>> = {
  ball: thing(
    'ball',
    'tiny',
    { stand: still, run: { habitat: 'ground', strideHeights: 1.2, cyclesPerSecond: 0.8 } },
    createBall,
  ),
  cup: thing('cup', 'medium', { stand: still }, createCup),
  bowl: thing('bowl', 'medium', { stand: still }, createBowl),
  campfire: thing('campfire', 'small', { stand: still }, createCampfire),
  snowman: thing('snowman', 'medium', { stand: still }, createSnowman),
  lantern: thing('lantern', 'tiny', { float: adrift }, createLantern),
  'toy-balloon': thing('toy-balloon', 'small', { float: adrift }, createToyBalloon),
  kite: thing('kite', 'small', { fly: adrift }, createKite),
}
