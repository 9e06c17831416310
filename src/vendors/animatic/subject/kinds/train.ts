import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { drawWheel } from '../rigs/wheel.ts'
import { glowing, halo, paint, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { box, ellipse, limb, outline, polygon } from '../shape.ts'

// The engine is about x 0; two carriages follow it.

const stride = 2
const black = paint([48, 48, 58])
const brass = paint([218, 172, 86])
const steel = paint([150, 156, 168])
const glass = paint([104, 138, 162])
const litGlass = glowing([255, 226, 160])
const shine = translucent(glowing([255, 255, 255]), 0.26)

function createSteamTrain(look: Look): Drawing {
  const coat = paint(
    look.colour ??
      choose(look.random, [
        [44, 92, 72],
        [150, 48, 46],
        [42, 70, 112],
      ] as const),
  )
  const carriage = paint([146, 62, 52])
  return (pen, moment) => {
    const way = look.action === 'drive' ? moment.cycles * stride * 100 : 0
    pen.shadow(-100, 0, 230, 0.5)
    pen.draw(box(-330, -1.6, 430, 2.4, 0.6), toned(steel, 0.5))
    drawSmoke(pen, moment)
    for (const [index, x] of [-236, -122].entries()) {
      const jolt = 0.4 * wave(moment.seconds * 2.2 + index * 0.3)
      pen.at(x, jolt, 0, 1, 1, () => drawCarriage(pen, carriage, way))
    }
    pen.at(0, 0.4 * wave(moment.seconds * 2.4), 0, 1, 1, () => drawLocomotive(pen, coat, way))
  }
}

function drawSmoke(pen: Pen, moment: Moment): void {
  for (let puff = 6; puff >= 0; puff--) {
    const age = fraction(moment.seconds * 0.3 + puff / 7)
    const bulge = 5 + age * 19
    pen.draw(ellipse(53 - age * 150, 92 + Math.sqrt(age) * 34, bulge * 1.2, bulge), {
      ...paint([236, 236, 240], 'round'),
      alpha: 0.72 * (1 - age) ** 1.3,
    })
  }
}

function drawLocomotive(pen: Pen, coat: Paint, way: number): void {
  pen.draw(box(-56, 16, 132, 8, 2), black)
  pen.draw(polygon('74 24, 92 3, 92 1, 66 1, 66 24'), black)
  pen.drawWith(box(-22, 32, 92, 38, 12), coat, () => {
    for (const x of [-10, 18, 46])
      pen.draw(
        limb(
          [
            [x, 28],
            [x, 74],
          ],
          [1.1, 1.1],
        ),
        brass,
      )
    pen.draw(limb('-30 63, 74 63', [1.3, 1.3]), shine)
  })
  pen.draw(ellipse(71, 51, 5, 18), black)
  pen.draw(outline('46 68!, 47 80, 42 92!, 64 92!, 59 80, 60 68!'), black)
  pen.draw(box(40, 90, 26, 4, 1.6), brass)
  for (const x of [8, 28])
    pen.draw(outline(`${x - 6} 68!, ${x - 5} 77, ${x} 80, ${x + 5} 77, ${x + 6} 68!`), brass)
  pen.drawWith(box(-58, 24, 40, 62, 2), toned(coat, 0.92), () => pen.draw(box(-60, 40, 44, 3), brass))
  pen.draw(box(-51, 54, 26, 22, 3), litGlass)
  pen.draw([ellipse(-36, 64, 5, 6), outline('-46 54, -44 59, -36 61, -29 59, -27 54')], black)
  pen.draw(outline('-64 85!, -60 91, -38 94, -16 91, -12 85!'), black)
  pen.draw(ellipse(84, 61, 26), halo([255, 240, 190], 0.5))
  pen.draw(box(70, 57, 8, 9, 2), brass)
  pen.draw(ellipse(79, 61.4, 3.6), glowing([255, 248, 220]))
  drawDrive(pen, way)
}

function drawDrive(pen: Pen, way: number): void {
  const turn = -(way / (2 * Math.PI * 16)) * 2 * Math.PI
  for (const x of [-40, -4, 32]) drawWheel(pen, x, 16, 16, way / (2 * Math.PI * 16), paint([196, 66, 56]))
  drawWheel(pen, 62, 9, 9, way / (2 * Math.PI * 9), steel)
  const [px, py] = [Math.cos(turn) * 8, 16 + Math.sin(turn) * 8]
  pen.draw(
    limb(
      [
        [-40 + px, py],
        [32 + px, py],
      ],
      [1.8, 1.8],
      false,
    ),
    steel,
  )
  pen.draw(
    limb(
      [
        [-4 + px, py],
        [58 + px * 0.3, 17],
      ],
      [1.5, 1.5],
      false,
    ),
    toned(steel, 1.2),
  )
  pen.draw(box(52, 11, 16, 12, 3), black)
}

function drawCarriage(pen: Pen, coat: Paint, way: number): void {
  pen.draw(box(-52, 13, 118, 7, 2), black)
  pen.drawWith(box(-50, 18, 100, 62, 4), coat, () => {
    pen.draw(box(-60, 40, 120, 3), brass)
    pen.draw(box(-60, 74, 120, 2), brass)
  })
  for (let window = 0; window < 5; window++)
    pen.draw(box(-43 + window * 18, 50, 13, 20, 3), window === 3 ? glass : litGlass)
  pen.draw(outline('-54 79!, -50 86, 0 88, 50 86, 54 79!'), black)
  for (const x of [-34, -14, 16, 36]) drawWheel(pen, x, 9.6, 9.6, way / (2 * Math.PI * 9.6), steel)
}

const nose = outline('-150 14!, -150 88!, 0 88!, 46 84, 86 64, 112 36, 114 22, 106 14!')
const cockpit = outline('36 62!, 40 80, 56 76, 76 64, 84 56!, 60 56')

function createExpress(look: Look): Drawing {
  const coat = paint(look.colour ?? [238, 240, 244])
  const stripe = paint(look.colour === undefined ? [44, 104, 180] : [240, 240, 244])
  const carriageShape = box(-300, 14, 142, 74, 4)
  return (pen, moment) => {
    pen.shadow(-100, 0, 230, 0.5)
    pen.draw(box(-330, -1.6, 470, 2.4, 0.6), toned(steel, 0.5))
    pen.at(0, 0.3 * wave(moment.seconds * 2.6), 0, 1, 1, () => {
      pen.draw(box(-300, 4, 400, 14, 4), black)
      for (const shape of [carriageShape, nose]) {
        pen.drawWith(shape, coat, () => {
          pen.draw(limb('-310 34, 0 34, 60 32, 120 20', [3, 3, 3, 2]), stripe)
          pen.draw(limb('-310 28, 0 28, 60 25', [0.8, 0.8, 0.8]), stripe)
          pen.draw(limb('-310 84, 0 84, 44 80', [1.4, 1.4, 1]), shine)
        })
      }
      for (let window = 0; window < 12; window++) {
        const x = -290 + window * 25
        if (x < 10 && (x < -170 || x > -152))
          pen.draw(box(x, 52, 17, 17, 4), window % 4 === 1 ? glass : litGlass)
      }
      pen.drawWith(cockpit, black, () => pen.draw(polygon('52 50, 58 50, 70 84, 64 84'), shine))
      pen.draw(ellipse(120, 30, 40, 18), halo([255, 246, 214], 0.5))
      pen.draw(ellipse(104, 30, 5, 3), glowing([255, 250, 232]))
    })
  }
}

export const train: Kind = {
  role: 'vessel',
  family: 'train',
  size: 'small',
  actions: {
    drive: { habitat: 'ground', strideHeights: stride, cyclesPerSecond: 0.6 },
    stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
  },
  create: (look) => (look.random() < 0.6 ? createSteamTrain(look) : createExpress(look)),
}
