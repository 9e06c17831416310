import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { blush, drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import { paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const build: Build = {
  hip: [-17, 22],
  shoulder: [13, 23],
  back: [15, 15, 12, 10],
  belly: [14, 14, 12, 11],
  hind: { bones: [13, 14, 13], radii: [13, 8, 5, 4.4], paw: { length: 9, height: 7 }, stance: 1 },
  fore: { bones: [9, 9, 5], radii: [7.4, 5, 4, 3.8], paw: { length: 4, height: 6.4 }, stance: 2 },
  neck: { root: [3, 4], rise: [9, 16], radii: [11, 11, 10] },
  nod: 0,
  tail: { length: 5, radii: [6.4, 6.4], degrees: 160, curl: 0, sway: 0 },
  gaits: {
    walk: { style: 'bound', sweep: 24, lift: 10, bob: 5 },
    run: { style: 'bound', sweep: 40, lift: 14, bob: 5 },
  },
}

const skull = outline('-12.5 0, -10.5 8, -3 12, 6 10, 12.5 4, 15.4 -1.6, 13.4 -6.4, 6 -9.4, -3 -10.6, -10 -7')
const ear = outline('-4 0!, -7 14, -6 28, -1.6 36, 2.6 29, 4 14, 3.4 0!')
const innerEar = outline('-1.8 4!, -3.6 15, -3 26, -1 31, 1 26, 1.8 15, 1.4 4!')

const rabbits: readonly Rgb[] = [
  [242, 238, 232],
  [186, 150, 114],
  [150, 146, 150],
]

function coat(look: Look): Coat {
  const rgb = look.colour ?? choose(look.random, rabbits)
  const body = paint(rgb)
  const bright = paint(tone(rgb, 1.75))
  return {
    body,
    tailTip: bright,
    marks: (pen, pose) => pen.draw(ellipse(pose.spine[3]![0] + 6, pose.spine[3]![1] - 7, 8, 9), bright),
    head: (pen, face) => pen.at(2, 6, 0, 1.12, 1.12, () => drawHead(pen, face, body, bright)),
  }
}

const pink = paint([234, 168, 162])

function drawHead(pen: Pen, face: Face, body: Paint, bright: Paint): void {
  const isRunning = face.action === 'run'
  const fold = (isRunning ? 46 + 8 * wave(face.moment.cycles) : 10) + 5 * wave(face.moment.seconds * 0.27)
  const twitch = Math.max(0, wave(face.moment.seconds * 0.41) - 0.8) * 40
  pen.at(-1, 9, fold - 16, 0.94, 0.96, () => pen.draw(ear, toned(body, 0.78)))
  pen.at(-5, 9, fold + 4 + twitch, 1, 1, () => {
    pen.draw(ear, body)
    pen.draw(innerEar, pink)
  })
  pen.drawWith(skull, body, () => pen.draw(ellipse(12, -6, 8, 6), bright))
  const sniff = 0.5 * wave(face.moment.seconds * 2.1)
  pen.draw(
    outline(`13 ${1.4 + sniff}, 15.8 ${0.6 + sniff}, 14.6 ${-1.6 + sniff}, 12.8 ${-0.8 + sniff}`),
    pink,
  )
  pen.draw(stroke('14 -1.8, 13 -4.2, 10 -4.6', 0.5), ink)
  pen.draw(ellipse(5, -3.4, 4, 2.8), blush)
  drawBeadEye(pen, 5, 3, 2.7, face.eyes)
}

export const rabbit: Kind = quadrupedKind({
  family: 'rabbit',
  size: 'small',
  build,
  habit: 'run',
  pace: { walk: 1.4, run: 1.9 },
  coat,
})
