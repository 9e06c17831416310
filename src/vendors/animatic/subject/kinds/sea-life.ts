import type { Drawing, Kind, Look } from '../kind.ts'
import { choose } from '../rigs/choice.ts'
import { drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { eyeOpening, wave } from '../rigs/gait.ts'
import { glowing, halo, mixRgb, paint, tone, toned, translucent } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Point } from '../shape.ts'

const shell = outline('-52 -6!, -44 16, -22 32, 6 36, 30 26, 46 6, 50 -8!, 20 -14, -20 -15')
const foreFlipper = outline('8 4!, 2 -14, -14 -36, -34 -52!, -26 -26, -16 -4, -6 6!')
const hindFlipper = outline('6 3!, -6 -8, -22 -14!, -16 0, -6 7!')

function createTurtle(look: Look): Drawing {
  const individual = look.random()
  const hide = paint(look.colour ?? [112, 152, 108])
  const plate = paint([104, 94, 58])
  const belly = paint([232, 214, 160])
  return (pen, moment) => {
    const stroke_ = wave(moment.cycles)
    pen.at(-4, 4 * wave(moment.cycles + 0.3), 3 * wave(moment.seconds * 0.2 + individual), 1, 1, () => {
      pen.at(26, -8, 20 - 30 * stroke_, 0.94, 0.94, () => pen.draw(foreFlipper, toned(hide, 0.72)))
      pen.at(-38, -8, -10 + 14 * stroke_, 1, 1, () => pen.draw(hindFlipper, toned(hide, 0.72)))
      pen.draw(
        limb(
          [
            [36, 0],
            [54, 8],
            [66, 13 + 2 * stroke_],
          ],
          [10, 9, 11],
        ),
        hide,
      )
      pen.at(70, 14 + 2 * stroke_, 0, 1, 1, () => {
        pen.draw(stroke('13 -4, 8 -6, 4 -5', 0.6), ink)
        drawBeadEye(pen, 5, 3, 2.4, eyeOpening(moment.seconds, individual))
      })
      pen.draw(outline('-50 -4, -20 -20, 20 -20, 48 -6, 20 -8, -20 -8'), belly)
      pen.drawWith(shell, plate, () => {
        for (const x of [-34, -10, 14, 36])
          pen.draw(
            outline(`${x - 10} 4, ${x - 6} 20, ${x + 4} 22, ${x + 10} 8, ${x + 6} -6, ${x - 6} -6`),
            toned(plate, 1.24),
          )
      })
      pen.draw(limb('-52 -7, -20 -14, 20 -13, 50 -8', [1.8, 2.4, 2.4, 1.8]), toned(plate, 0.76))
      pen.at(22, -8, 4 + 34 * stroke_, 1.1, 1.1, () => pen.draw(foreFlipper, hide))
      pen.at(-42, -7, 6 - 14 * stroke_, 1, 1, () => pen.draw(hindFlipper, hide))
    })
  }
}

function createJellyfish(look: Look): Drawing {
  const rgb =
    look.colour ??
    choose(look.random, [
      [196, 132, 226],
      [110, 190, 240],
      [246, 150, 170],
    ] as const)
  const individual = look.random()
  const bell = { ...translucent(paint(rgb), 0.78), glow: 0.35 }
  const frill = { ...translucent(paint(tone(rgb, 1.4)), 0.75), glow: 0.4 }
  const thread = { ...translucent(paint(mixRgb(rgb, [255, 255, 255], 0.4), 'flat'), 0.6), glow: 0.5 }
  return (pen, moment) => {
    const pulse = wave(moment.seconds * 0.5 + individual)
    const squeeze = 1 - 0.12 * pulse
    pen.at(
      0,
      10 + 6 * wave(moment.seconds * 0.5 + individual - 0.2),
      5 * wave(moment.seconds * 0.11 + individual),
      1,
      1,
      () => {
        pen.draw(ellipse(0, 14, 58, 50), halo(rgb, 0.35))
        for (let index = 0; index < 9; index++) {
          const x = -24 + index * 6
          const points = [0, 1, 2, 3, 4].map((joint): Point => [
            x * (1 - joint * 0.06) * squeeze +
              joint * 1.9 * wave(moment.seconds * 0.42 - joint * 0.17 + index * 0.11),
            4 - joint * (10 + (index % 3) * 3),
          ])
          pen.draw(
            limb(points, index % 2 === 0 ? [1.1, 0.9, 0.8, 0.6, 0.2] : [3, 2.8, 2.2, 1.4, 0.3]),
            index % 2 === 0 ? thread : frill,
          )
        }
        pen.at(0, 6, 0, squeeze, 1 + 0.1 * pulse, () => {
          pen.draw(
            outline('-34 0!, -33 18, -20 36, 0 42, 20 36, 33 18, 34 0!, 24 -5, 14 1, 0 -5, -14 1, -24 -5'),
            bell,
          )
          pen.draw(outline('-20 8, -14 24, 0 30, 14 24, 20 8, 0 14'), frill)
          pen.draw(limb('-20 26, -12 33', [2, 1.6]), glowing([255, 255, 255], 0.5))
        })
      },
    )
  }
}

function createOctopus(look: Look): Drawing {
  const rgb =
    look.colour ??
    choose(look.random, [
      [206, 92, 72],
      [150, 92, 160],
      [214, 132, 70],
    ] as const)
  const individual = look.random()
  const hide = paint(rgb)
  const sucker = paint(tone(rgb, 1.5))
  return (pen, moment) => {
    const arm = (index: number): readonly Point[] => {
      const spread = (index - 3.5) / 3.5
      return [0, 1, 2, 3, 4, 5].map((joint): Point => {
        const curl = wave(moment.seconds * 0.4 - joint * 0.13 + index * 0.17 + individual)
        return [
          spread * (12 + joint * 7.4) + curl * joint * 1.7,
          4 - joint * (9.4 - Math.abs(spread) * 3) + Math.max(0, joint - 3) * 5 * Math.abs(spread),
        ]
      })
    }
    pen.at(0, 3 * wave(moment.seconds * 0.4 + individual), 0, 1, 1, () => {
      for (const index of [0, 2, 5, 7])
        pen.draw(limb(arm(index), [8, 7, 5.6, 4, 2.6, 0.8]), toned(hide, 0.72))
      for (const index of [1, 3, 4, 6]) {
        const joints = arm(index)
        pen.draw(limb(joints, [9, 7.6, 6, 4.4, 2.8, 0.8]), hide)
        for (const [x, y] of joints.slice(1, 5)) pen.draw(ellipse(x + 1, y, 1.5), sucker)
      }
      pen.draw(outline('-20 4, -24 20, -26 36, -16 50, 2 54, 20 48, 27 34, 24 18, 20 4, 0 -4'), hide)
      for (const x of [-3, 13]) drawBeadEye(pen, x, 15, 4.2, eyeOpening(moment.seconds, individual))
      pen.draw(stroke('2 6, 6 4.6, 10 6', 0.7), ink)
    })
  }
}

function kind(family: string, size: Kind['size'], strideHeights: number, create: Kind['create']): Kind {
  return {
    role: 'animal',
    family,
    size,
    actions: { swim: { habitat: 'underwater', strideHeights, cyclesPerSecond: 0.5 } },
    create,
  }
}

export const turtle: Kind = kind('turtle', 'small', 0.6, createTurtle)
export const jellyfish: Kind = kind('jellyfish', 'small', 0.12, createJellyfish)
export const octopus: Kind = kind('octopus', 'small', 0.2, createOctopus)
