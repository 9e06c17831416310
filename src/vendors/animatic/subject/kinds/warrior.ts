import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { poseBiped } from '../rigs/biped-pose.ts'
import { adult } from '../rigs/biped-body.ts'
import type { BipedPose } from '../rigs/biped-body.ts'
import { strideHeights } from '../rigs/biped-stride.ts'
import { capeOf } from '../rigs/cape.ts'
import { ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { drawHumanHead } from '../rigs/human-head.ts'
import { castBipedShadow, drawPerson } from '../rigs/person.ts'
import type { Girth, Outfit } from '../rigs/person.ts'
import { glowing, halo, paint, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline, polygon } from '../shape.ts'
import { attitudeOf } from './person.ts'

// Tall helmets and hats need room above the head.
const build = {
  ...adult,
  hipHeight: 45,
  thigh: 20.6,
  shank: 20.4,
  spine: 26,
  neck: 12.5,
  upperArm: 13,
  forearm: 12,
  sweep: 35,
}
const girth: Girth = {
  hip: 7,
  waist: 6.8,
  chest: 8.6,
  thigh: 6,
  knee: 4.8,
  ankle: 3.8,
  arm: 3.9,
  wrist: 3,
  shoe: 1.1,
}

type Hero = {
  readonly outfit: Outfit
  drawHead(pen: Pen, pose: BipedPose, moment: Moment): void
}

function heroKind(family: string, dress: (look: Look) => Hero): Kind {
  const resting = { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 } as const
  return {
    role: 'person',
    family,
    size: 'medium',
    actions: {
      walk: { habitat: 'ground', strideHeights: strideHeights(build, 'walk'), cyclesPerSecond: 0.9 },
      run: { habitat: 'ground', strideHeights: strideHeights(build, 'run'), cyclesPerSecond: 1.35 },
      stand: resting,
      sit: resting,
    },
    create: (look): Drawing => {
      const individual = look.random()
      const hero = dress(look)
      const attitude = attitudeOf(look)
      return (pen, moment) => {
        const pose = poseBiped(build, attitude, moment, individual)
        if (look.seat === undefined) castBipedShadow(pen, pose)
        drawPerson(pen, pose, hero.outfit, () => hero.drawHead(pen, pose, moment))
      }
    },
  }
}

const steel = paint([188, 196, 210])
const darkSteel = paint([98, 106, 124])
const leather = paint([104, 66, 44])
const gold = paint([222, 176, 82])

function dressKnight(look: Look): Hero {
  const cloth = paint(look.colour ?? [176, 44, 52])
  const helmet = outline('-8.6 -4, -9 3, -6 9.6, 0 11.6, 6 9.4, 9 3.4, 9.4 -1.4, 7.4 -8, 1 -10.4, -6 -8.6')
  return {
    outfit: {
      skin: darkSteel,
      top: steel,
      bottom: steel,
      shoes: darkSteel,
      cuffs: darkSteel,
      girth,
      skirt: 0,
      bareLegs: false,
      sleeves: 1,
      back: (pen, pose) => pen.draw(capeOf(pose, 46), cloth),
      front: (pen) => {
        pen.draw(outline('-7 22, 7.4 22, 6.6 -8, -6.6 -8'), cloth)
        pen.draw([limb('0.8 6, 0.8 19', [1.1, 1.1]), limb('-3 14.4, 4.8 14.4', [1.1, 1.1])], gold)
        pen.draw(limb('-10 2.6, 10 2.6', [1.3, 1.3]), leather)
      },
      held: (pen, pose) => drawSword(pen, pose, steel),
    },
    drawHead: (pen, pose, moment) =>
      pen.at(pose.head[0], pose.head[1], pose.headDegrees, 0.98, 0.98, () => {
        const trail = pose.wind * 6
        const sway = wave(pose.flutter) * (0.6 + pose.wind) + 0.4 * wave(moment.seconds * 0.7)
        pen.draw(
          limb(
            [
              [0, 10],
              [-5, 15.4],
              [-11 - trail * 0.4, 14 + sway],
              [-15 - trail, 7 + sway * 2],
            ],
            [1.6, 3.4, 3.6, 0.8],
          ),
          cloth,
        )
        pen.draw(helmet, steel)
        pen.draw(limb('0.4 10.6, 1 4', [0.9, 0.9]), gold)
        pen.draw(outline('-0.6 3, 9 3.6, 9.6 0.6, 8.6 -0.4, -0.4 0.2'), ink)
        for (const y of [-3, -5.4])
          pen.draw(
            stroke(
              [
                [3.4, y],
                [7.8, y + 0.2],
              ],
              0.5,
            ),
            ink,
          )
        pen.draw(limb('-8 -8.4, 6.6 -9', [1.4, 1.4]), darkSteel)
      }),
  }
}

function drawSword(pen: Pen, pose: BipedPose, blade: Paint): void {
  const [x, y] = pose.near.hand
  pen.at(x + 1, y - 0.6, 38 + pose.trunkDegrees, 1, 1, () => {
    pen.draw(polygon('3 1.3, 33 1, 37 0, 33 -1, 3 -1.3'), blade)
    pen.draw(limb('-4 0, 3 0', [0.9, 0.9]), leather)
    pen.draw(limb('3 -3.6, 3 3.6', [0.9, 0.9]), gold)
    pen.draw(ellipse(-4.6, 0, 1.5), gold)
  })
}

function dressSamurai(look: Look): Hero {
  const lacquer = paint([56, 52, 66])
  const lacing = paint(look.colour ?? [186, 52, 48])
  const skin = paint([232, 188, 150])
  const hakama = paint([66, 70, 96])
  return {
    outfit: {
      skin,
      top: lacquer,
      bottom: hakama,
      shoes: leather,
      cuffs: lacing,
      girth: { ...girth, arm: 4.4 },
      skirt: 0.78,
      bareLegs: false,
      sleeves: 1,
      back: (pen, pose) =>
        pen.at(pose.hip[0], pose.hip[1] + 3, pose.trunkDegrees - 26, 1, 1, () => {
          pen.draw(limb('4 0, -14 0.6, -34 4', [1.3, 1.3, 0.9]), paint([72, 36, 44]))
          pen.draw(limb('5 0, 12 -0.6', [1.1, 1.1]), lacing)
        }),
      front: (pen) => {
        for (const y of [8, 13, 18, 23])
          pen.draw(
            limb(
              [
                [-10, y],
                [10, y],
              ],
              [0.7, 0.7],
            ),
            lacing,
          )
        pen.draw(limb('-10 3.4, 10 3.4', [2, 2]), lacing)
      },
    },
    drawHead: (pen, pose) => {
      const head = {
        skin,
        hair: paint([40, 34, 38]),
        style: 'short',
        beard: false,
        isFeminine: false,
      } as const
      drawHumanHead(pen, pose, { ...head, cover: (inner) => drawKabuto(inner, lacquer, lacing) }, 1.04, false)
    },
  }
}

function drawKabuto(pen: Pen, lacquer: Paint, lacing: Paint): void {
  pen.draw(outline('-7 1, -9 -3, -13 -6.4!, -6.4 -8.4!, -4 -3, -3.6 1'), lacquer)
  for (const y of [-1.8, -4.4])
    pen.draw(
      limb(
        [
          [-9.6, y - 1],
          [-4.4, y - 1.4],
        ],
        [0.5, 0.5],
      ),
      lacing,
    )
  pen.draw(outline('-8.6 2.4!, -8.4 7, -4 11.4, 1 12, 6 9.6, 8 4!, 10.6 2.6!, 4 4.2, -2 3.4'), lacquer)
  pen.draw(outline('5 6!, 3.4 13, 6.4 20!, 7.4 13, 7.2 8.4, 10 12, 15 14!, 11.4 7.6, 8 4.6!'), gold)
}

function dressWizard(look: Look): Hero {
  const robe = paint(look.colour ?? [72, 72, 148])
  const skin = paint([240, 204, 176])
  const grey = paint([224, 224, 230])
  return {
    outfit: {
      skin,
      top: robe,
      bottom: robe,
      shoes: leather,
      girth: { ...girth, arm: 4.4, wrist: 3.6 },
      skirt: 0.9,
      bareLegs: false,
      sleeves: 1,
      front: (pen) => pen.draw(limb('-10 3, 10 3', [1.4, 1.4]), gold),
      held: drawStaff,
    },
    drawHead: (pen, pose) => {
      const head = { skin, hair: grey, style: 'long', beard: true, isFeminine: false } as const
      const cover = (inner: Pen): void => {
        inner.draw(outline('-1 -4!, 6.8 -4!, 6 -10, 3.4 -17!, -1 -12'), grey)
        inner.draw(outline('-7 4, -3 14, -8 24!, 4 16, 7.6 5.6!'), robe)
        inner.draw(limb('-12 3.4, 0 5.4, 12 5', [1, 1.7, 1]), toned(robe, 0.78))
        inner.draw(ellipse(1, 9.4, 1.4), gold)
      }
      drawHumanHead(pen, pose, { ...head, cover }, 1, false)
    },
  }
}

function drawStaff(pen: Pen, pose: BipedPose): void {
  const [x, y] = pose.near.hand
  pen.at(x + 1, y, -4 + pose.trunkDegrees, 1, 1, () => {
    pen.draw(limb('0 -26, 0.6 0, 0 30', [1, 1.2, 1.3]), leather)
    pen.draw(ellipse(0, 33, 11), halo([150, 226, 255], 0.6 + 0.15 * wave(pose.flutter * 3)))
    pen.draw(ellipse(0, 33, 3), glowing([206, 244, 255]))
    pen.draw(limb('-3.4 31, -2.6 28.6, 0 28, 2.6 28.6, 3.4 31', [0.7, 0.9, 1, 0.9, 0.7]), leather)
  })
}

export const knight: Kind = heroKind('knight', dressKnight)
export const samurai: Kind = heroKind('samurai', dressSamurai)
export const wizard: Kind = heroKind('wizard', dressWizard)
