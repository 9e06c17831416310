import type { Pen } from '../pen.ts'
import { glowing, paint, toned, translucent } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline, pointsOf } from '../shape.ts'
import type { BipedPose } from './biped-body.ts'
import { blush, crease, ink, stroke } from './features.ts'
import { wave } from './gait.ts'

export type HairStyle = 'short' | 'curly' | 'bob' | 'long' | 'ponytail' | 'bun' | 'bald'

/** A head about its centre, 8 units to the crown, turned half to the viewer. */
export type HumanHead = {
  readonly skin: Paint
  readonly hair: Paint
  readonly style: HairStyle
  readonly beard: boolean
  readonly isFeminine: boolean
  /** Drawn last, over the hair: a hat, a crown, glasses. */
  cover?(pen: Pen): void
}

const face = outline(
  '-6.4 1.4, -5.4 6, -1.6 8.4, 3 8, 6 5, 6.9 1.2, 6.7 -2, 5.6 -5.4, 3.4 -7.8, 0.8 -8.2, -2.6 -6.6, -5.4 -3.2',
)
const cap = outline(
  '-7.4 -1.6!, -7.6 3, -5.6 8, -0.6 10.2, 4.6 9.2, 7.4 5.6, 7.6 2.6!, 5.6 4.6, 2 5.2, -1.4 4.2, -2.6 1, -3.2 -1.8!, -4.6 -3.4',
)
const curls = pointsOf('-6.6 1, -6.4 5, -3.6 8, 0.4 9.2, 4.4 8, 6.6 5, -5.4 -2.6').map(([x, y]) =>
  ellipse(x, y, 3.3),
)
const bob = outline(
  '-7.6 3, -5.6 8.2, -0.4 10.4, 4.8 9.2, 7.6 5.2, 7.6 2!, 4.4 5, 0 4.4, -2 1, -1.6 -4, -2.2 -8.4!, -7 -8.6, -9 -4',
)
const bald = outline('-7 -1!, -7 -4, -5.6 -5.4, -3.6 -3.6, -3.4 0.4!')

/** What of a pose a head needs. */
type HeadPose = Pick<BipedPose, 'head' | 'headDegrees' | 'wind' | 'flutter' | 'eyes'>

export function drawHumanHead(
  pen: Pen,
  pose: HeadPose,
  head: HumanHead,
  scale: number,
  asleep: boolean,
): void {
  pen.at(pose.head[0], pose.head[1], pose.headDegrees, scale, scale, () => {
    drawBackHair(pen, pose, head)
    pen.at(-0.6, -1.4, 0, 1, 1, () => pen.tint(face, crease))
    pen.drawWith(face, head.skin, () => {
      pen.draw(ellipse(5.4, -3, 3, 2.2), blush)
      if (head.beard) pen.draw(beardShape, head.hair)
    })
    pen.draw(ellipse(-2.7, -1, 1.5, 2), toned(head.skin, 0.94), pen.extent([face]))
    drawFeatures(pen, head, asleep ? 0 : pose.eyes)
    drawHair(pen, head)
    if (head.style !== 'bald' && head.style !== 'curly')
      pen.draw(shine, translucent(toned(head.hair, 1.5), 0.3))
    head.cover?.(pen)
  })
}

const shine = stroke('-5.4 4.6, -3 7.6, 1.4 8.2, 4 7', 0.8)
const beardShape = outline('-4.6 0!, -3 -2.4, 0 -3.2, 2.4 -2.6, 4.8 -3.4, 7 -2.6, 7 -10, 0 -10, -5 -6')

function drawFeatures(pen: Pen, head: HumanHead, opening: number): void {
  const brow = head.isFeminine ? 0.3 : 0.5
  for (const [x, width] of [
    [1.5, 1],
    [5.1, 0.86],
  ] as const) {
    pen.draw(
      stroke(
        [
          [x - 1.3 * width, 2.7],
          [x, 3.3],
          [x + 1.3 * width, 2.9],
        ],
        brow,
      ),
      head.hair,
    )
    if (opening <= 0.1) {
      pen.draw(
        stroke(
          [
            [x - 1, 0.6],
            [x, 0.1],
            [x + 1, 0.6],
          ],
          0.3,
        ),
        ink,
      )
      continue
    }
    pen.draw(ellipse(x, 0.6, 0.86 * width, 1.24 * opening), ink)
    if (opening > 0.5) pen.draw(ellipse(x + 0.28, 1.04, 0.3), sparkle)
    if (head.isFeminine)
      pen.draw(
        stroke(
          [
            [x - 1.2, 1],
            [x, 1.9 * opening],
            [x + 1.1, 1.4],
          ],
          0.34,
        ),
        ink,
      )
  }
  pen.draw(stroke('4.1 0, 5.2 -1.6, 4.2 -2.1', 0.32), toned(head.skin, 0.78))
  pen.draw(stroke('1.8 -3.7, 3.5 -5, 5.3 -3.7', 0.42), lips)
}

const sparkle = glowing([255, 255, 255])
const lips = paint([178, 74, 74], 'flat')

/** What hangs behind the head and trails in the wind. */
function drawBackHair(pen: Pen, pose: HeadPose, head: HumanHead): void {
  const back = toned(head.hair, 0.84)
  const trail = pose.wind * 9
  const sway = 1.6 * wave(pose.flutter) * (0.4 + pose.wind)
  if (head.style === 'long') {
    const locks = [0, 1, 2].map((lock) =>
      limb(
        [
          [-3 + lock * 0.6, 3],
          [-6 - trail * 0.3, -6],
          [-6.4 - trail * 0.8 + sway * 0.6 + lock, -14 + trail * 0.3],
          [-6 - trail * 1.3 + sway + lock * 1.6, -21 + trail * 0.7],
        ],
        [4.6, 4.2, 3.6, 0.8],
      ),
    )
    pen.draw(locks, back)
  }
  if (head.style === 'ponytail') {
    pen.draw(
      limb(
        [
          [-6, 5],
          [-10.5 - trail * 0.3, 3],
          [-12 - trail * 0.7 + sway * 0.5, -5 + trail * 0.6],
          [-11 - trail * 1.1 + sway, -13 + trail * 1.1],
        ],
        [2.4, 3.2, 2.8, 0.6],
      ),
      back,
    )
  }
  if (head.style === 'bun') pen.draw(ellipse(-5.4, 8, 4), back)
}

function drawHair(pen: Pen, head: HumanHead): void {
  switch (head.style) {
    case 'bald':
      pen.draw(bald, head.hair)
      return
    case 'curly':
      pen.draw(curls, head.hair)
      return
    case 'bob':
      pen.draw(bob, head.hair)
      return
    case 'short':
    case 'long':
    case 'ponytail':
    case 'bun':
      pen.draw(cap, head.hair)
      return
    default:
      throw new Error(`No such hair: ${String(head.style satisfies never)}`)
  }
}
