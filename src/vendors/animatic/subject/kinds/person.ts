import type { Drawing, Kind, Look, Manner } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { poseBiped } from '../rigs/biped-pose.ts'
import { adult, child } from '../rigs/biped-body.ts'
import type { Attitude } from '../rigs/biped-pose.ts'
import type { BipedBuild, BipedPose } from '../rigs/biped-body.ts'
import { choose } from '../rigs/choice.ts'
import { drawHumanHead } from '../rigs/human-head.ts'
import type { HairStyle, HumanHead } from '../rigs/human-head.ts'
import { strideHeights } from '../rigs/biped-stride.ts'
import { castBipedShadow, drawPerson } from '../rigs/person.ts'
import type { Girth, Outfit } from '../rigs/person.ts'
import { paint, tone, toned } from '../shading.ts'
import { limb, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

type Sort = 'woman' | 'man' | 'girl' | 'boy'

const skins: readonly Rgb[] = [
  [244, 206, 176],
  [230, 180, 144],
  [196, 140, 102],
  [142, 94, 66],
]
const hairs: readonly Rgb[] = [
  [44, 34, 36],
  [92, 58, 40],
  [140, 90, 52],
  [214, 166, 96],
]
const tops: readonly Rgb[] = [
  [206, 76, 66],
  [62, 116, 178],
  [70, 148, 122],
  [232, 176, 74],
  [134, 98, 168],
]
const bottoms: readonly Rgb[] = [
  [52, 66, 98],
  [74, 72, 84],
  [120, 98, 76],
]

const womanGirth: Girth = {
  hip: 6.4,
  waist: 5.2,
  chest: 6.4,
  thigh: 5.2,
  knee: 3.6,
  ankle: 2.5,
  arm: 2.5,
  wrist: 2,
  shoe: 0.94,
}
const manGirth: Girth = {
  hip: 6.4,
  waist: 6.3,
  chest: 7.8,
  thigh: 5.6,
  knee: 4.2,
  ankle: 3.2,
  arm: 3.1,
  wrist: 2.4,
  shoe: 1.06,
}
const childGirth: Girth = {
  hip: 7,
  waist: 6.8,
  chest: 7,
  thigh: 5.4,
  knee: 4.2,
  ankle: 3.3,
  arm: 3,
  wrist: 2.6,
  shoe: 1.04,
}

function create(look: Look, sort: Sort, dances: boolean): Drawing {
  const { random } = look
  const individual = random()
  const isChild = sort === 'girl' || sort === 'boy'
  const isFeminine = sort === 'woman' || sort === 'girl'
  const build: BipedBuild = isChild ? child : adult
  const skinTone = choose(random, skins)
  const skin = paint(skinTone)
  // Fair hair goes with fair skin.
  const hair = paint(choose(random, skinTone[0] < 210 ? hairs.slice(0, 2) : hairs))
  const head: HumanHead = {
    skin,
    hair,
    isFeminine,
    beard: sort === 'man' && random() < 0.3,
    style: choose<HairStyle>(
      random,
      isFeminine ? ['long', 'ponytail', 'bob', 'bun', 'long'] : ['short', 'short', 'curly'],
    ),
  }
  const outfit = dress(look, sort, skin)
  const attitude: Attitude = dances ? 'dance' : attitudeOf(look)
  const asleep = look.action === 'sleep'
  const headScale = isChild ? 1.5 : 1.08
  const paintAll: Drawing = (pen, moment) => {
    const pose = poseBiped(build, attitude, moment, individual)
    if (!asleep && look.seat === undefined && attitude !== 'swim') castBipedShadow(pen, pose)
    drawPerson(pen, pose, outfit, () => drawHumanHead(pen, pose, head, headScale, asleep))
  }
  // Sleepers lie on their backs.
  if (!asleep) return paintAll
  return (pen, moment) => {
    pen.shadow(0, 0, 52, 0.42)
    pen.at(46, 6.5, 90, 1, 1, () => paintAll(pen, moment))
  }
}

/** What somebody does with their body: sits as the seat demands, else as asked. */
export function attitudeOf(look: Look): Attitude {
  if (look.seat === 'astride') return 'ride'
  return look.seat === 'pedals' ? 'pedal' : look.action
}

function dress(look: Look, sort: Sort, skin: Outfit['skin']): Outfit {
  const { random } = look
  const colour = look.colour ?? choose(random, tops)
  const top = paint(colour)
  const isChild = sort === 'girl' || sort === 'boy'
  const girth = isChild ? childGirth : sort === 'woman' ? womanGirth : manGirth
  const shoes = paint(
    choose(random, [
      [96, 62, 46],
      [58, 56, 66],
      [226, 222, 214],
    ] as const),
  )
  const base = { skin, girth, shoes }
  const wearsDress = sort === 'girl' || (sort === 'woman' && random() < 0.7)
  if (wearsDress) {
    const belt = toned(top, 0.7)
    return {
      ...base,
      top,
      bottom: top,
      skirt: sort === 'girl' ? 0.46 : 0.62,
      bareLegs: true,
      sleeves: choose(random, [0.3, 0.36, 1]),
      front: (pen) => pen.draw(limb('-8 7, 8 7', [1.2, 1.2]), belt),
    }
  }
  const bottom = paint(choose(random, bottoms))
  const inner = paint(tone(colour, 1.7))
  const hasJacket = !isChild && random() < 0.6
  return {
    ...base,
    top,
    bottom,
    skirt: 0,
    bareLegs: false,
    sleeves: hasJacket ? 1 : choose(random, [0.36, 1]),
    front: (pen) => {
      if (hasJacket) drawJacketFront(pen, inner)
      else pen.draw(limb('-9 17, 9 17', [1.7, 1.7]), inner)
    },
    ...(isChild || random() < 0.3 ? { back: (pen: Pen, pose: BipedPose) => drawBackpack(pen, pose) } : {}),
  }
}

const lapel = outline('2.4 27!, 5.6 24, 8.6 12, 8 0!, 4.6 0!, 4.2 12, 2.6 20')

function drawJacketFront(pen: Pen, inner: Outfit['top']): void {
  pen.draw(lapel, inner)
}

const pack = paint([196, 92, 62])
const packPocket = paint([226, 168, 84])

function drawBackpack(pen: Pen, pose: BipedPose): void {
  pen.at(pose.hip[0], pose.hip[1], pose.trunkDegrees, 1, 1, () => {
    pen.draw(outline('-5 25, -10 25.6, -14 21, -14.6 10, -11 5.4, -5 6'), pack)
    pen.draw(outline('-11 14, -14.6 13.4, -15.2 8, -11 7'), packPocket)
  })
}

function personKind(sort: Sort, dances = false): Kind {
  const build = sort === 'girl' || sort === 'boy' ? child : adult
  const resting: Manner = { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 }
  const quick = build === child ? 1.25 : 1
  return {
    role: 'person',
    family: 'person',
    size: build === child ? 'small' : 'medium',
    actions: dances
      ? { stand: resting }
      : {
          walk: {
            habitat: 'ground',
            strideHeights: strideHeights(build, 'walk'),
            cyclesPerSecond: 0.95 * quick,
          },
          run: {
            habitat: 'ground',
            strideHeights: strideHeights(build, 'run'),
            cyclesPerSecond: 1.4 * quick,
          },
          stand: resting,
          sit: resting,
          sleep: resting,
          swim: { habitat: 'water', strideHeights: 0.6, cyclesPerSecond: 0.6 },
        },
    create: (look) => create(look, sort, dances),
  }
}

/** Either a woman or a man, a girl or a boy, by chance. */
function eitherKind(first: Sort, second: Sort, dances = false): Kind {
  return {
    ...personKind(first, dances),
    create: (look) => create(look, look.random() < 0.5 ? first : second, dances),
  }
}

export const persons: Readonly<Record<string, Kind>> = {
  person: eitherKind('woman', 'man'),
  woman: personKind('woman'),
  man: personKind('man'),
  girl: personKind('girl'),
  boy: personKind('boy'),
  child: eitherKind('girl', 'boy'),
  'dancing-person': eitherKind('woman', 'man', true),
  'dancing-woman': personKind('woman', true),
  'dancing-man': personKind('man', true),
  'dancing-girl': personKind('girl', true),
  'dancing-boy': personKind('boy', true),
  'dancing-child': eitherKind('girl', 'boy', true),
}
