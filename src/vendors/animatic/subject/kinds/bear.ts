import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import { mixRgb, paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, outline } from '../shape.ts'
import type { Rgb } from '../subject.ts'

const build: Build = {
  hip: [-30, 48],
  shoulder: [24, 50],
  back: [20, 21, 21, 20],
  belly: [20, 21, 22, 21],
  hind: { bones: [17, 16, 9], radii: [17, 11.5, 8.4, 8], paw: { length: 7, height: 9 }, stance: -2 },
  fore: { bones: [18, 18, 8], radii: [15, 10.5, 8.4, 8], paw: { length: 7, height: 9 }, stance: 2 },
  neck: { root: [6, 4], rise: [17, 14], radii: [20, 19, 17] },
  nod: 0,
  tail: { length: 7, radii: [5, 4], degrees: 190, curl: 20, sway: 8 },
  gaits: {
    walk: { style: 'amble', sweep: 32, lift: 7, bob: 1.2 },
    run: { style: 'gallop', sweep: 46, lift: 12, bob: 5 },
  },
}

const skull = outline(
  '0 19, 9 17.6, 16 11, 19 2, 18 -8, 11 -15, 0 -17.4, -11 -15, -18 -8, -19 2, -16 11, -9 17.6',
)
const muzzle = outline('0 1.6, 6 0.6, 9.6 -4.4, 8.4 -11, 0 -13.6, -8.4 -11, -9.6 -4.4, -6 0.6')
const nose = outline('-4.2 -1.6, 0 -0.4, 4.2 -1.6, 2.8 -4.8, 0 -6, -2.8 -4.8')
const eyePatch = outline('3 4, 6.6 7.4, 11.4 5.4, 13 -0.6, 10 -5.4, 5.4 -3.4')

type Fur = { readonly body: Paint; readonly bright: Paint; readonly dark: Paint; readonly isPanda: boolean }

function coat(look: Look, rgb: Rgb, isPanda: boolean): Coat {
  const own = look.colour ?? rgb
  const isPale = Math.min(...own) > 200
  const body = paint(own)
  const dark = paint([58, 54, 60])
  const fur: Fur = {
    body,
    bright: paint(isPale ? own : mixRgb(tone(own, 1.36), [222, 186, 140], 0.5)),
    dark: isPanda ? dark : toned(body, 0.82),
    isPanda,
  }
  return {
    body,
    ...(isPanda ? { legs: dark } : {}),
    backMarks: (pen, pose) => {
      const chest = pose.spine[3]!
      if (isPanda) pen.draw(outline(collarOf(chest[0], chest[1])), dark)
    },
    head: (pen, face) => pen.at(6, 3, 0, 1.02, 1.02, () => drawHead(pen, face, fur)),
  }
}

/** A panda's dark yoke about the shoulders. */
function collarOf(x: number, y: number): string {
  const points = [
    [-12, 26],
    [-4, 24],
    [10, 24],
    [12, 0],
    [8, -26],
    [-10, -24],
    [-11, 0],
  ]
  return points.map(([dx, dy]) => `${x + dx!} ${y + dy!}`).join(', ')
}

function drawHead(pen: Pen, face: Face, fur: Fur): void {
  const twitch = 1.2 * Math.max(0, wave(face.moment.seconds * 0.3) - 0.7)
  for (const side of [-1, 1]) {
    const [x, y] = [side * 13.6, 14.6 + (side < 0 ? twitch : 0)]
    pen.draw(ellipse(x, y, 6.6), fur.dark)
    if (!fur.isPanda) pen.draw(ellipse(x, y - 0.8, 3.8), fur.bright)
  }
  pen.draw(skull, fur.body)
  pen.at(4, 0, 0, 1, 1, () => {
    if (fur.isPanda) for (const side of [-1, 1]) pen.at(0, 0, 0, side, 1, () => pen.draw(eyePatch, fur.dark))
    pen.draw(muzzle, fur.bright)
    pen.draw(nose, ink)
    pen.draw(stroke('0 -5.6, 0 -8', 0.6), ink)
    pen.draw(stroke('-4.4 -8.6, -1.6 -9.8, 0 -8.2, 1.6 -9.8, 4.4 -8.6', 0.55), ink)
    for (const side of [-1, 1]) {
      drawBeadEye(pen, side * 7.6, 2.6, fur.isPanda ? 2 : 2.2, face.eyes)
      if (fur.isPanda && face.eyes > 0.5)
        pen.draw(ellipse(side * 7.6 + 0.9, 3.4, 0.9), paint([255, 255, 255], 'flat'))
    }
  })
}

const shared = {
  family: 'bear',
  size: 'large',
  build,
  habit: 'walk',
  pace: { walk: 0.75, run: 1.5 },
} as const

export const bear: Kind = quadrupedKind({ ...shared, coat: (look) => coat(look, [122, 80, 54], false) })
export const polarBear: Kind = quadrupedKind({
  ...shared,
  coat: (look) => coat(look, [240, 238, 230], false),
})
export const panda: Kind = quadrupedKind({
  ...shared,
  size: 'medium',
  family: 'panda',
  coat: (look) => coat(look, [242, 240, 236], true),
})
