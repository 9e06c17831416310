import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { drawBeadEye, ink } from '../rigs/features.ts'
import { eyeOpening, wave } from '../rigs/gait.ts'
import { paint, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'

const orange = paint([240, 156, 56])

const duckBody = outline('-50 34!, -40 20, -34 -8!, 30 -8!, 44 8, 40 28, 20 34, -6 30, -30 26')
const duckWing = outline('-46 32!, -30 12, -4 4, 18 12, 22 24, 4 30, -22 26')

function createDuck(look: Look): Drawing {
  const individual = look.random()
  const isMallard = look.colour === undefined && look.random() < 0.55
  const body = paint(look.colour ?? (isMallard ? [206, 198, 186] : [250, 248, 240]))
  const head = isMallard ? paint([44, 118, 84]) : body
  const wing = isMallard ? paint([140, 110, 88]) : toned(body, 0.92)
  return (pen, moment) => {
    const bob = 1.2 * wave(moment.seconds * 0.4 + individual)
    const nod = 3 * wave(moment.seconds * 0.8 + individual)
    pen.at(0, bob, 1.2 * wave(moment.seconds * 0.31 + individual), 1, 1, () => {
      pen.drawWith(duckBody, body, () => {
        if (isMallard) pen.draw(ellipse(40, 16, 24, 24), paint([122, 76, 58]))
      })
      pen.draw(
        limb(
          [
            [26, 26],
            [33 + nod * 0.3, 46],
            [34 + nod, 60],
          ],
          [13, 9.4, 10],
        ),
        head,
      )
      if (isMallard) pen.draw(limb('22 43, 42 43', [2.4, 2.4], false), paint([246, 244, 238]))
      pen.at(36 + nod, 66, 0, 1, 1, () => {
        pen.draw(outline('10 3!, 20 -1, 33 -3, 34 -6.4, 22 -8, 10 -7!'), orange)
        pen.draw(ellipse(0, 0, 14, 13.4), head)
        drawBeadEye(pen, 6, 3, 2.6, eyeOpening(moment.seconds, individual))
      })
      pen.draw(duckWing, wing)
      if (isMallard) pen.draw(outline('-34 22!, -14 14, -8 18, -26 26!'), paint([64, 96, 176]))
    })
  }
}

const swanBody = outline('-58 34!, -48 18, -38 -8!, 30 -8!, 44 8, 38 22, 14 30, -16 28')
const plumes = outline('-62 40!, -50 18, -22 6, 12 8, 24 20, 4 32, -20 33, -36 40!, -44 34')

function createSwan(look: Look): Drawing {
  const individual = look.random()
  const white = paint(look.colour ?? [250, 249, 246])
  return (pen, moment) => {
    const sway = wave(moment.seconds * 0.24 + individual)
    pen.at(0, 0.9 * wave(moment.seconds * 0.33 + individual), 0.8 * sway, 1, 1, () => {
      pen.draw(swanBody, white)
      const neck = [
        [30, 16],
        [44, 34],
        [36 + sway, 58],
        [34 + sway * 2, 78],
        [44 + sway * 2, 88],
      ] as const
      pen.draw(limb(neck, [11, 7, 5, 4.8, 6]), white)
      pen.at(48 + sway * 2, 88, 0, 1, 1, () => {
        pen.draw(outline('4 2.6!, 12 -2, 20 -8!, 12 -8, 4 -5!'), orange)
        pen.draw(outline('3 3.6!, 7 1.4, 7 -3, 3 -5!'), ink)
        pen.draw(ellipse(-1, 0, 7.6, 6.6), white)
        drawBeadEye(pen, 2.6, 1.4, 1.5, eyeOpening(moment.seconds, individual))
      })
      pen.draw(plumes, toned(white, 0.96))
      for (const y of [14, 21, 28]) {
        const quill = [
          [-52 + y * 0.2, y + 6],
          [-24, y - 4],
          [8, y + 1],
        ] as const
        pen.draw(limb(quill, [0.5, 0.9, 0.4]), toned(white, 0.82))
      }
    })
  }
}

const penguinBody = outline('0 84, 14 78, 22 56, 24 30, 16 8, 0 3, -15 8, -22 30, -20 56, -12 78')
const penguinBelly = outline('6 66, 17 60, 23 40, 22 18, 14 6, 4 5, -4 16, -5 40, 0 58')
const flipper = outline('-3 0!, -8 -16, -9 -34, -4 -42, 2 -32, 5 -14, 4 0!')

function createPenguin(look: Look): Drawing {
  const individual = look.random()
  const coat = paint(look.colour ?? [50, 58, 78])
  const white = paint([248, 246, 240])
  const slides = look.action === 'walk' || look.action === 'run'
  return (pen, moment) => {
    const step = slides ? moment.cycles : 0
    const waddle = slides ? 7 * wave(step) : 1.2 * wave(moment.seconds * 0.3 + individual)
    pen.shadow(0, 0, 27, 0.42)
    for (const [side, shade] of [
      [-1, 0.8],
      [1, 1],
    ] as const) {
      const lift = slides ? Math.max(0, side * wave(step)) : 0
      drawFoot(pen, side * 8 + 4 + lift * 4, lift * 6, toned(orange, shade))
    }
    pen.at(0, Math.abs(waddle) * 0.14, waddle, 1, 1, () => {
      pen.at(14, 62, 26 + waddle * 2, 1, 1, () => pen.draw(flipper, toned(coat, 0.74)))
      pen.drawWith(penguinBody, coat, () => pen.draw(penguinBelly, white))
      drawPenguinHead(pen, coat, white, eyeOpening(moment.seconds, individual))
      pen.at(-12, 62, -16 - waddle * 1.6, 1, 1, () => pen.draw(flipper, toned(coat, 1.08)))
    })
  }
}

function drawFoot(pen: Pen, x: number, y: number, paintFoot: Paint): void {
  pen.draw(
    outline(`${x - 8} ${y + 4}, ${x} ${y + 6}, ${x + 9} ${y + 2}!, ${x + 8} ${y}!, ${x - 8} ${y}!`),
    paintFoot,
  )
}

function drawPenguinHead(pen: Pen, coat: Paint, white: Paint, opening: number): void {
  pen.at(3, 82, 0, 1, 1, () => {
    pen.draw(outline('12 3!, 22 0, 29 -4!, 20 -5, 12 -4!'), orange)
    pen.drawWith(ellipse(0, 0, 16.4, 16), coat, () => {
      pen.draw([ellipse(7, -4, 9, 10), ellipse(10, 3, 5, 6)], white)
      pen.draw(ellipse(-6, -10, 8, 6), paint([244, 198, 86]))
    })
    drawBeadEye(pen, 8.6, 2.4, 2.3, opening)
  })
}

function afloat(family: string, create: Kind['create']): Kind {
  return {
    role: 'animal',
    family,
    size: 'small',
    actions: { swim: { habitat: 'water', strideHeights: 0.35, cyclesPerSecond: 0.5 } },
    create,
  }
}

export const duck: Kind = afloat('duck', createDuck)
export const swan: Kind = afloat('swan', createSwan)
export const penguin: Kind = {
  role: 'animal',
  family: 'penguin',
  size: 'small',
  actions: {
    walk: { habitat: 'ground', strideHeights: 0.3, cyclesPerSecond: 1.1 },
    stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
  },
  create: createPenguin,
}
