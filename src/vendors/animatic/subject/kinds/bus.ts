import type { Drawing, Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { wave } from '../rigs/gait.ts'
import { drawWheel } from '../rigs/wheel.ts'
import { glowing, halo, paint, toned, translucent } from '../shading.ts'
import { box, ellipse, limb, outline, polygon } from '../shape.ts'

const wheelRadius = 15
const stride = 1.5
const rim = paint([196, 200, 208], 'round')
const glass = paint([98, 136, 164])
const shine = translucent(glowing([255, 255, 255]), 0.26)
const black = paint([38, 38, 46], 'flat')
const sitters = [paint([58, 70, 92], 'flat'), paint([96, 66, 70], 'flat'), paint([64, 84, 70], 'flat')]

/** Wheels, shadow and springs about a body, drawn between the axles. */
function onWheels(
  axles: readonly number[],
  length: number,
  moves: boolean,
  drawBody: (pen: Pen) => void,
): Drawing {
  return (pen, moment) => {
    const turns = moves ? (moment.cycles * 100 * stride) / (2 * Math.PI * wheelRadius) : 0
    const bounce = moves ? 0.6 * wave(moment.seconds * 1.9) + 0.3 * wave(moment.seconds * 3.3) : 0
    pen.shadow(0, 1, length * 1.05, 0.6)
    pen.at(0, bounce, 0, 1, 1, () => drawBody(pen))
    for (const x of axles) drawWheel(pen, x, wheelRadius, wheelRadius, turns, rim)
  }
}

function drawLamps(pen: Pen, front: number, rear: number, y: number): void {
  pen.draw(ellipse(front + 24, y - 8, 60, 15), halo([255, 240, 200], 0.22))
  pen.draw(ellipse(front - 2, y, 18, 13), halo([255, 240, 190], 0.4))
  pen.draw(ellipse(front - 3, y, 4.4, 3.6), glowing([255, 248, 220]))
  pen.draw(box(rear, y, 4, 8, 1), glowing([226, 52, 48]))
}

const shell = outline(
  '-116 14!, -118 40, -117 84, -112 97, -100 100!, 104 100!, 114 95, 119 66, 120 34, 117 14!',
)

function createBus(look: Look): Drawing {
  const coat = paint(
    look.colour ??
      choose(look.random, [
        [228, 172, 54],
        [196, 62, 56],
        [66, 132, 176],
      ] as const),
  )
  const band = paint([246, 242, 232])
  return onWheels([-72, 74], 118, look.action === 'drive', (pen) => {
    pen.drawWith(shell, coat, () => {
      pen.draw(box(-130, 40, 260, 6), band)
      pen.draw(box(-130, 8, 260, 10), black)
      pen.draw(limb('-120 96, 120 96', [1.4, 1.4]), shine)
      for (const x of [-72, 74]) pen.draw(ellipse(x, wheelRadius, wheelRadius * 1.22), black)
      pen.draw(box(40, 18, 17, 66, 2), toned(coat, 0.8))
    })
    const panes = [-104, -76, -48, -20, 8].map((x) => box(x, 56, 24, 30, 3))
    pen.drawWith(
      [...panes, box(42, 24, 13, 58, 2), outline('66 56!, 66 86!, 105 86, 111 76, 113 56!')],
      glass,
      () => {
        for (const [index, x] of [-92, -60, -8, 20].entries()) {
          pen.draw(
            [ellipse(x, 70, 5, 6), outline(`${x - 9} 54, ${x - 7} 62, ${x} 64, ${x + 7} 62, ${x + 9} 54`)],
            sitters[index % 3]!,
          )
        }
        pen.draw([ellipse(88, 70, 5.4, 6.4), outline('78 54, 80 62, 88 64, 96 62, 98 54')], sitters[0]!)
        for (let x = -110; x < 110; x += 44)
          pen.draw(polygon(`${x} 50, ${x + 8} 50, ${x + 26} 90, ${x + 18} 90`), shine)
      },
    )
    drawLamps(pen, 119, -119, 30)
  })
}

const cab = outline('62 16!, 62 84, 66 88!, 96 88, 104 82, 112 56, 122 50, 124 34, 123 16!')

function createTruck(look: Look): Drawing {
  const coat = paint(
    look.colour ??
      choose(look.random, [
        [204, 66, 54],
        [58, 112, 170],
        [80, 140, 96],
      ] as const),
  )
  const cargo = paint([232, 230, 224])
  return onWheels([-84, -50, 92], 122, look.action === 'drive', (pen) => {
    pen.draw(box(-122, 14, 240, 10, 2), black)
    pen.drawWith(box(-122, 22, 178, 78, 3), cargo, () => {
      for (let x = -112; x < 56; x += 14)
        pen.draw(
          limb(
            [
              [x, 20],
              [x, 102],
            ],
            [0.4, 0.4],
            false,
          ),
          toned(cargo, 0.86),
        )
      pen.draw(limb('-126 56, 60 56', [6, 6]), coat)
    })
    pen.drawWith(cab, coat, () => {
      pen.draw(limb('60 40, 126 40', [1, 1]), toned(coat, 0.7))
      pen.draw(ellipse(92, wheelRadius, wheelRadius * 1.24), black)
      pen.draw(box(72, 44, 8, 2, 1), black)
    })
    pen.drawWith(outline('70 52!, 70 80!, 93 80, 98 76, 105 54!'), glass, () => {
      pen.draw([ellipse(86, 66, 5.4, 6.4), outline('76 50, 78 58, 86 60, 94 58, 96 50')], sitters[0]!)
      pen.draw(polygon('78 48, 84 48, 98 84, 92 84'), shine)
    })
    pen.draw(box(57, 60, 4, 42, 1.6), toned(rim, 0.8))
    drawLamps(pen, 124, -123, 28)
  })
}

function kind(create: Kind['create']): Kind {
  return {
    role: 'vessel',
    family: 'bus',
    size: 'medium',
    actions: {
      drive: { habitat: 'ground', strideHeights: stride, cyclesPerSecond: 0.8 },
      stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
    },
    create,
  }
}

export const bus: Kind = kind(createBus)
export const truck: Kind = { ...kind(createTruck), family: 'truck' }
