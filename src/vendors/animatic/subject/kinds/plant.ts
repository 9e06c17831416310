import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { wave } from '../rigs/gait.ts'
import { paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import type { Rgb } from '../subject.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Point } from '../shape.ts'

type Clump = { readonly x: number; readonly y: number; readonly radius: number; readonly tone: number }

const foliage: readonly Rgb[] = [
  [92, 148, 82],
  [78, 132, 92],
  [206, 120, 60],
  [240, 176, 192],
]
const bark = paint([112, 78, 58])

function createTree(look: Look): Drawing {
  const leaves = look.colour ?? choose(look.random, foliage)
  const individual = look.random()
  const clumps = clumpsOf(look.random)
  const crown = [0.72, 0.86, 1, 1.12, 1.24].map((factor) => paint(tone(leaves, factor)))
  return (pen, moment) => {
    const gust = wave(moment.seconds * 0.17 + individual) + 0.4 * wave(moment.seconds * 0.43)
    pen.shadow(0, 0, 34, 0.45)
    drawTrunk(pen, gust)
    for (const [index, clump] of clumps.entries()) {
      const rustle = 0.9 * wave(moment.seconds * 0.5 + index * 0.37)
      const shade = crown[Math.min(4, Math.max(0, Math.round((clump.tone - 0.78) * 12)))]!
      const x = clump.x + gust * 0.032 * clump.y + rustle * 0.5
      pen.draw(ellipse(x, clump.y + rustle * 0.4, clump.radius, clump.radius * 0.94), shade)
    }
  }
}

/** The crown as balls of leaves on a sunflower spiral, the dark ones first. */
function clumpsOf(random: () => number): readonly Clump[] {
  const clumps = Array.from({ length: 26 }, (_, index): Clump => {
    const turn = index * 2.399
    const out = Math.sqrt(index / 26)
    return {
      x: Math.cos(turn) * out * 27,
      y: 68 + Math.sin(turn) * out * 22,
      radius: 9 + random() * 4,
      tone: 0.78 + 0.3 * (Math.sin(turn) * out * 0.5 + 0.5) + random() * 0.1,
    }
  })
  return clumps.sort((a, b) => a.tone - b.tone)
}

function drawTrunk(pen: Pen, gust: number): void {
  const lean = (y: number): number => gust * 0.02 * y
  const trunk: readonly Point[] = [
    [-1, 0],
    [0, 22],
    [lean(46), 46],
    [lean(70), 70],
  ]
  const left: readonly Point[] = [
    [0, 32],
    [-9 + lean(50), 48],
    [-16 + lean(62), 62],
  ]
  const right: readonly Point[] = [
    [0, 36],
    [9 + lean(50), 52],
    [15 + lean(66), 66],
  ]
  const roots = outline('-9 0!, -3 7, 3 7, 10 0!')
  pen.draw(
    [limb(trunk, [5.4, 4, 3.2, 1.4]), limb(left, [2.6, 2, 0.9]), limb(right, [2.4, 1.9, 0.9]), roots],
    bark,
  )
}

type Bloom = 'rose' | 'tulip' | 'daisy' | 'sunflower'

function createFlower(look: Look): Drawing {
  const blooms: readonly { readonly bloom: Bloom; readonly rgb: readonly [number, number, number] }[] = [
    { bloom: 'tulip', rgb: [222, 72, 82] },
    { bloom: 'daisy', rgb: [250, 248, 242] },
    { bloom: 'sunflower', rgb: [244, 188, 56] },
    { bloom: 'rose', rgb: [206, 54, 72] },
  ]
  const choice = choose(look.random, blooms)
  const petals = paint(look.colour ?? choice.rgb)
  const green = paint([86, 142, 74])
  const individual = look.random()
  return (pen, moment) => {
    const sway = (share: number): number =>
      (3.4 * wave(moment.seconds * 0.27 + individual) + 1.4 * wave(moment.seconds * 0.61)) * share * share
    pen.shadow(0, 0, 16, 0.35)
    const stem: readonly Point[] = [
      [0, 0],
      [-3 + sway(0.3), 26],
      [1 + sway(0.65), 52],
      [sway(1), 76],
    ]
    pen.draw(limb(stem, [1.9, 1.7, 1.5, 1.4]), green)
    drawLeaf(pen, -1, 12, 118 + sway(1) * 2, 1, toned(green, 0.84))
    drawLeaf(pen, -2 + sway(0.4), 26, 52 + sway(1) * 2, 0.9, green)
    pen.at(stem[3]![0], stem[3]![1], -sway(1) * 2.2, 1, 1, () => drawBloom(pen, choice.bloom, petals, moment))
  }
}

function drawLeaf(pen: Pen, x: number, y: number, degrees: number, size: number, green: Paint): void {
  pen.at(x, y, degrees, size, size, () => {
    pen.draw(outline('0 0!, 10 6.4, 24 6, 34 0!, 22 -4, 9 -3.4'), green)
    pen.draw(limb('2 0.4, 16 1.4, 32 0.2', [0.3, 0.4, 0.2]), toned(green, 0.72))
  })
}

function drawBloom(pen: Pen, bloom: Bloom, petals: Paint, moment: Moment): void {
  switch (bloom) {
    case 'tulip':
      pen.draw(outline('-11 2, -14 16, -9 25!, -2 14, 6 25!, 14 16, 11 2, 0 -4'), toned(petals, 0.8))
      pen.draw(outline('0 -4, -9 4, -8 16, 0 26!, 8 16, 9 4'), petals)
      return
    case 'rose':
      for (const [x, y, radius, factor] of [
        [-7, 5, 10, 0.72],
        [7, 5, 10, 0.78],
        [0, 14, 10.4, 0.86],
        [0, 3, 11, 0.94],
      ] as const) {
        pen.draw(ellipse(x, y, radius, radius * 0.9), toned(petals, factor))
      }
      pen.draw(outline('-7 10, -3 16, 4 16, 8 10, 4 4, -3 4'), petals)
      pen.draw(limb('-4 11, 0 14, 4 11, 1 8, -1.4 10', [0.7, 0.9, 0.9, 0.7, 0.4]), toned(petals, 0.66))
      return
    case 'daisy':
    case 'sunflower': {
      const isSun = bloom === 'sunflower'
      const count = isSun ? 18 : 12
      pen.at(0, 8, 2 * wave(moment.seconds * 0.2), 1, 0.92, () => {
        for (const [ring, factor] of [
          [1, 0.82],
          [0, 1],
        ] as const) {
          for (let petal = 0; petal < count; petal++) {
            pen.at(0, 0, ((petal + ring * 0.5) / count) * 360, 1, 1, () =>
              pen.draw(outline('4 0, 10 3, 17 2, 20 0!, 17 -2, 10 -3'), toned(petals, factor)),
            )
          }
        }
        pen.draw(ellipse(0, 0, isSun ? 9.4 : 6), {
          ...paint(isSun ? [96, 62, 42] : [240, 186, 62]),
          form: 'round',
        })
        if (isSun) pen.draw(ellipse(0, 0, 5.4), paint([70, 46, 34], 'round'))
      })
      return
    }
    default:
      throw new Error(`No such bloom: ${String(bloom satisfies never)}`)
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

export const tree: Kind = kind('tree', 'huge', createTree)
export const flower: Kind = kind('flower', 'small', createFlower)
