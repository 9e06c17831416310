import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { poseBiped } from '../rigs/biped-pose.ts'
import { adult } from '../rigs/biped-body.ts'
import type { BipedPose } from '../rigs/biped-body.ts'
import { strideHeights } from '../rigs/biped-stride.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { castBipedShadow, drawPerson } from '../rigs/person.ts'
import type { Outfit } from '../rigs/person.ts'
import { glowing, halo, mixRgb, paint, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { box, ellipse, limb, outline } from '../shape.ts'
import { attitudeOf } from './person.ts'

const build = {
  ...adult,
  hipHeight: 45,
  thigh: 20.4,
  shank: 20.4,
  ankle: 4.6,
  spine: 26,
  neck: 15.5,
  sweep: 34,
}

function create(look: Look): Drawing {
  const individual = look.random()
  const suit = paint(look.colour === undefined ? [238, 240, 244] : mixRgb(look.colour, [255, 255, 255], 0.2))
  const accent = paint(look.colour === undefined ? [226, 110, 52] : [240, 240, 244])
  const grey = paint([150, 158, 172])
  const outfit: Outfit = {
    skin: grey,
    top: suit,
    bottom: suit,
    shoes: toned(grey, 0.78),
    skirt: 0,
    bareLegs: false,
    sleeves: 1,
    cuffs: accent,
    girth: {
      hip: 8.4,
      waist: 8.4,
      chest: 9.6,
      thigh: 6.8,
      knee: 5.6,
      ankle: 5.2,
      arm: 4.6,
      wrist: 3.9,
      shoe: 1.3,
    },
    back: (pen, pose) => drawLifeSupport(pen, pose, grey),
    front: (pen) => drawChestPanel(pen, grey, accent),
  }
  const attitude = attitudeOf(look)
  return (pen, moment) => {
    const pose = poseBiped(build, attitude, moment, individual)
    const drawAll = (): void =>
      drawPerson(pen, pose, outfit, () => drawHelmet(pen, pose, suit, accent, moment.seconds))
    if (attitude !== 'float') {
      if (look.seat === undefined) castBipedShadow(pen, pose)
      drawAll()
      return
    }
    const drift = -10 + 9 * wave(moment.seconds * 0.055 + individual)
    pen.at(0, 2.4 * wave(moment.seconds * 0.11), drift, 1, 1, drawAll)
  }
}

function drawLifeSupport(pen: Pen, pose: BipedPose, grey: Paint): void {
  pen.at(pose.hip[0], pose.hip[1], pose.trunkDegrees, 1, 1, () => {
    pen.draw(box(-16.6, 3, 12, 27, 3.4), grey)
    pen.draw(box(-17.4, 14, 5, 3, 1), toned(grey, 0.7))
    pen.draw(box(-17.4, 7, 5, 3, 1), toned(grey, 0.7))
    pen.draw(box(-13, 29, 2, 6, 1), toned(grey, 0.7))
  })
}

const screen = paint([44, 52, 72], 'flat')

function drawChestPanel(pen: Pen, grey: Paint, accent: Paint): void {
  pen.draw(limb('-11 4, 11 4', [1.2, 1.2]), grey)
  pen.draw(box(1.4, 11, 8, 7.4, 1.2), grey)
  pen.draw(box(2.4, 14.6, 4, 2.6, 0.5), screen)
  pen.draw(ellipse(8, 16, 0.9), accent)
  pen.draw(ellipse(3.4, 12.8, 0.7), glowing([110, 232, 170]))
  pen.draw(ellipse(5.6, 12.8, 0.7), glowing([246, 196, 76]))
  pen.draw(box(-4.6, 15.4, 3.6, 2.6, 0.3), paint([70, 110, 190]))
}

const visorGlass = paint([40, 62, 112], 'round')
const visorGold = translucent(paint([246, 186, 92], 'round'), 0.5)
const shine = glowing([255, 255, 255], 0.75)
const visor = outline('-3 1, -2.4 6, 2 8.4, 7 7, 9.6 2.4, 9.2 -3, 6 -6.6, 1 -7, -2.4 -4')

function drawHelmet(pen: Pen, pose: BipedPose, suit: Paint, accent: Paint, seconds: number): void {
  pen.at(pose.head[0], pose.head[1], pose.headDegrees, 1.04, 1.04, () => {
    pen.draw(limb('-6.6 -9.4, 6.6 -9.4', [2.2, 2.2]), toned(suit, 0.82))
    pen.draw(limb('-9.5 4, -11.4 12.6', [0.6, 0.4]), toned(suit, 0.6))
    if (fraction(seconds * 0.7) < 0.5) pen.draw(ellipse(-11.4, 13, 3.4), halo([255, 96, 84], 0.8))
    pen.draw(ellipse(-11.4, 13, 0.9), glowing([255, 110, 96]))
    pen.draw(ellipse(0, 0, 11.6), suit)
    pen.draw(ellipse(-6.6, -0.6, 2.8, 3.6), accent)
    pen.at(0, 0, 0, 1.13, 1.13, () => pen.draw(visor, toned(suit, 0.66)))
    pen.drawWith(visor, visorGlass, () => {
      pen.draw(outline('-3 -7, 10 -7, 10 -1.4, 6 0.6, 1 -1.4, -3 0'), visorGold)
      pen.draw(limb('0 5.4, 3.4 7', [1, 0.8]), shine)
      pen.draw(limb('-1.4 2.6, -1 3.4', [0.7, 0.7]), shine)
    })
  })
}

export const astronaut: Kind = {
  role: 'person',
  family: 'astronaut',
  size: 'medium',
  actions: {
    float: { habitat: 'space', strideHeights: 0, cyclesPerSecond: 1 },
    walk: { habitat: 'ground', strideHeights: strideHeights(build, 'walk'), cyclesPerSecond: 0.75 },
    run: { habitat: 'ground', strideHeights: strideHeights(build, 'run'), cyclesPerSecond: 1.2 },
    stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
    sit: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
  },
  create,
}
