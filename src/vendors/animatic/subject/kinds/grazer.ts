import type { Kind, Look } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { drawBeadEye, ink, stroke } from '../rigs/features.ts'
import { wave } from '../rigs/gait.ts'
import { quadrupedKind } from '../rigs/quadruped-kind.ts'
import type { Coat, Face } from '../rigs/quadruped.ts'
import type { Build } from '../rigs/quadruped-build.ts'
import type { QuadrupedPose } from '../rigs/quadruped-pose.ts'
import { paint, tone, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline } from '../shape.ts'
import type { Shape } from '../shape.ts'

const hoof = paint([66, 56, 56])
const horn = paint([226, 214, 190])
const pink = paint([232, 170, 160])

const cowBuild: Build = {
  hip: [-34, 56],
  shoulder: [26, 55],
  back: [18, 17, 17, 18],
  belly: [18, 21, 21, 20],
  hind: { bones: [18, 18, 17], radii: [15, 8.4, 5, 4.4], paw: { length: 3, height: 8 }, stance: -2 },
  fore: { bones: [18, 18, 14], radii: [12.4, 7.2, 5, 4.4], paw: { length: 3, height: 8 }, stance: 1 },
  neck: { root: [4, 6], rise: [18, 11], radii: [18, 15, 12] },
  nod: 0,
  tail: { length: 44, radii: [2.2, 1.4], degrees: 236, curl: 34, sway: 16 },
  gaits: {
    walk: { style: 'walk', sweep: 34, lift: 7, bob: 0.9 },
    run: { style: 'gallop', sweep: 54, lift: 14, bob: 4 },
  },
}

const cowSkull = outline('-10 4, -4 13, 6 12, 13 6, 21 -4, 27 -12, 26 -19, 18 -21, 10 -17, 2 -10, -6 -6')
const cowMuzzle = outline('15 -7, 22 -5, 29 -12, 28 -20, 18 -23, 11 -16')

function cowCoat(look: Look): Coat {
  const base = look.colour ?? ([244, 240, 234] as const)
  const body = paint(base)
  const patch = paint(look.colour === undefined ? [58, 50, 52] : tone(base, 0.7))
  return {
    body,
    hoof,
    tailTip: patch,
    marks: (pen, pose) => {
      const [rump, loin, ribs] = pose.spine
      pen.draw(
        [ellipse(loin![0] - 2, loin![1] + 9, 17, 13), ellipse(rump![0] - 12, rump![1] + 4, 12, 14)],
        patch,
      )
      pen.draw(ellipse(ribs![0] + 12, ribs![1] + 12, 12, 10), patch)
      pen.draw(ellipse(loin![0] + 6, loin![1] - 19, 9, 6), patch)
    },
    backdrop: (pen, pose) => pen.draw(ellipse(pose.spine[0]![0] + 12, pose.spine[0]![1] - 19, 9, 7), pink),
    head: (pen, face) => pen.at(2, 2, 4, 1, 1, () => drawCowHead(pen, face, body, patch)),
  }
}

function drawCowHead(pen: Pen, face: Face, body: Paint, patch: Paint): void {
  const flick = 10 * Math.max(0, wave(face.moment.seconds * 0.35) - 0.7)
  for (const [shift, shade] of [
    [5, 0.76],
    [0, 1],
  ] as const) {
    pen.draw(
      limb(
        [
          [0 + shift, 11],
          [2 + shift, 18],
          [8 + shift, 22],
        ],
        [2.6, 2, 0.5],
      ),
      toned(horn, shade),
    )
  }
  pen.drawWith(cowSkull, body, () => {
    pen.draw(ellipse(2, 6, 9, 10), patch)
    pen.draw(cowMuzzle, pink)
  })
  pen.draw(ellipse(24, -12.6, 1.7, 1.2), ink)
  pen.draw(stroke('26 -17.6, 21 -18.6, 16 -16', 0.5), ink)
  drawBeadEye(pen, 9, 3.4, 2.3, face.eyes)
  pen.at(-4, 7, 16 + flick, 1, 1, () => pen.draw(outline('2 3!, -6 5, -16 1, -13 -4, -4 -4, 2 -1!'), patch))
}

const sheepBuild: Build = {
  hip: [-22, 48],
  shoulder: [17, 49],
  back: [19, 20, 20, 18],
  belly: [19, 21, 21, 18],
  hind: { bones: [12, 12, 14], radii: [11, 5.4, 3.8, 3.4], paw: { length: 2.4, height: 6 }, stance: 0 },
  fore: { bones: [13, 13, 12], radii: [9, 5, 3.8, 3.4], paw: { length: 2.4, height: 6 }, stance: 1 },
  neck: { root: [4, 6], rise: [14, 13], radii: [15, 13, 11] },
  nod: 0,
  tail: { length: 9, radii: [6, 5], degrees: 210, curl: 20, sway: 12 },
  gaits: {
    walk: { style: 'walk', sweep: 24, lift: 6, bob: 0.8 },
    run: { style: 'bound', sweep: 36, lift: 11, bob: 5 },
  },
}

function sheepCoat(look: Look): Coat {
  const wool = paint(look.colour ?? [246, 242, 232])
  const skin = paint([72, 64, 68])
  return {
    body: wool,
    legs: skin,
    hoof,
    trimmings: (pen, pose) => {
      const tufts = fleeceOf(pose)
      pen.draw(tufts, wool, pen.extent(tufts))
      for (const [x, y] of pose.spine)
        pen.draw(
          stroke(
            [
              [x - 4, y + 3],
              [x, y + 7],
              [x + 5, y + 3],
            ],
            0.7,
          ),
          toned(wool, 0.86),
        )
    },
    head: (pen, face) => pen.at(4, 2, -6, 1, 1, () => drawSheepHead(pen, face, wool, skin)),
  }
}

/** Curls of wool about the trunk and the neck. */
function fleeceOf(pose: QuadrupedPose): readonly Shape[] {
  const curls: Shape[] = []
  for (const [index, [x, y]] of [...pose.spine, ...pose.neck.slice(1)].entries()) {
    const spread = index < 4 ? 15 : 7
    for (let curl = 0; curl < 7; curl++) {
      const angle = (curl / 7) * 2 * Math.PI + index
      curls.push(ellipse(x + Math.cos(angle) * spread, y + Math.sin(angle) * spread, 8.4))
    }
  }
  return curls
}

function drawSheepHead(pen: Pen, face: Face, wool: Paint, skin: Paint): void {
  pen.draw(outline('-6 4, 0 10, 8 8, 15 0, 19 -9, 16 -14, 9 -13, 2 -8, -5 -4'), skin)
  drawBeadEye(pen, 8, 1.6, 2, face.eyes)
  pen.draw(ellipse(9, 2.6, 0.8), toned(wool, 0.96))
  pen.draw(stroke('17 -10.6, 14 -11.6, 11 -10', 0.5), toned(skin, 0.5))
  pen.at(-3, 4, 18, 1, 1, () => pen.draw(outline('2 2!, -5 4, -13 0, -9 -4, 1 -2!'), toned(skin, 1.12)))
  pen.draw([ellipse(-2, 10, 5.4), ellipse(4, 11.4, 5), ellipse(-6, 5, 5)], wool)
}

const pigBuild: Build = {
  ...sheepBuild,
  hip: [-26, 40],
  shoulder: [20, 40],
  back: [21, 23, 23, 21],
  belly: [20, 22, 22, 20],
  hind: { bones: [11, 11, 10], radii: [14, 7.4, 5, 4.6], paw: { length: 2.6, height: 7 }, stance: -1 },
  fore: { bones: [12, 12, 9], radii: [11, 6.6, 5, 4.6], paw: { length: 2.6, height: 7 }, stance: 1 },
  neck: { root: [5, 6], rise: [17, 10], radii: [20, 18, 15] },
  tail: { length: 15, radii: [1.9, 1.3], degrees: 150, curl: 320, sway: 10 },
}

function pigCoat(look: Look): Coat {
  const skin = paint(look.colour ?? [240, 180, 170])
  return {
    body: skin,
    hoof: paint([150, 104, 96]),
    head: (pen, face) => pen.at(4, 3, 0, 1.06, 1.06, () => drawPigHead(pen, face, skin)),
  }
}

function drawPigHead(pen: Pen, face: Face, skin: Paint): void {
  const snout = toned(skin, 0.88)
  const flick = 8 * Math.max(0, wave(face.moment.seconds * 0.4) - 0.6)
  pen.draw(outline('4 13!, 12 22, 15 12!'), toned(skin, 0.76))
  pen.draw(outline('-14 2, -10 13, 0 17, 11 13, 17 4, 24 2, 25 -8, 17 -11, 8 -15, -6 -14'), skin)
  pen.draw(outline('22 4, 28 3, 29.4 -4, 27.4 -9.4, 22 -9, 20.6 -2'), snout)
  for (const y of [-0.4, -5]) pen.draw(ellipse(26.6, y, 0.9, 1.5), ink)
  pen.draw(stroke('21 -10.6, 15 -11.4, 11 -9', 0.6), ink)
  drawBeadEye(pen, 12, 6, 2.1, face.eyes)
  pen.at(-2, 12, flick - 8, 1, 1, () => pen.draw(outline('-6 0!, -4 9, 6 13!, 9 4, 6 -2!'), snout))
}

const giraffeBuild: Build = {
  hip: [-17, 39],
  shoulder: [13, 42],
  back: [8, 8, 9, 10],
  belly: [9, 9.6, 10.4, 10],
  hind: { bones: [13, 13, 14], radii: [8.4, 4.4, 2.6, 2.2], paw: { length: 2, height: 5 }, stance: -2 },
  fore: { bones: [14, 14.4, 13], radii: [7.4, 4, 2.6, 2.2], paw: { length: 2, height: 5 }, stance: 1 },
  neck: { root: [2, 4], rise: [18, 42], radii: [9.4, 5.6, 4.2] },
  nod: 0,
  tail: { length: 21, radii: [1.5, 0.9], degrees: 242, curl: 22, sway: 14 },
  gaits: {
    walk: { style: 'amble', sweep: 24, lift: 5, bob: 0.7 },
    run: { style: 'gallop', sweep: 38, lift: 10, bob: 3 },
  },
}

function giraffeCoat(look: Look): Coat {
  const body = paint(look.colour ?? [236, 196, 120])
  const patch = paint([166, 104, 56])
  return {
    body,
    hoof,
    tailTip: patch,
    backMarks: (pen, pose) => {
      const patches: Shape[] = []
      for (const [index, [x, y]] of pose.spine.entries()) {
        for (const [dx, dy] of [
          [-2, 5],
          [4, -2],
          [-3, -6],
        ] as const)
          patches.push(ellipse(x + dx, y + dy, 3.6 - index * 0.2, 3))
      }
      const [from, , to] = pose.neck
      for (let step = 0; step < 9; step++) {
        const t = step / 9
        const side = step % 2 === 0 ? -1 : 1
        patches.push(
          ellipse(
            from![0] + (to![0] - from![0]) * t + side * (3.4 - t * 2) - 1,
            from![1] + (to![1] - from![1]) * t,
            2.9 - t,
            2.5 - t * 0.6,
          ),
        )
      }
      pen.draw(patches, patch)
    },
    head: (pen, face) => pen.at(1, 0, -14, 1, 1, () => drawGiraffeHead(pen, face, body, patch)),
  }
}

function drawGiraffeHead(pen: Pen, face: Face, body: Paint, patch: Paint): void {
  for (const x of [-1.6, 1.6]) {
    pen.draw(
      limb(
        [
          [x, 4],
          [x - 0.6, 9],
        ],
        [0.9, 0.8],
        false,
      ),
      body,
    )
    pen.draw(ellipse(x - 0.6, 9.6, 1.4), patch)
  }
  pen.draw(outline('-4 1, -2 5, 3 5, 9 1.6, 14 -1, 14.6 -3.6, 11 -4.8, 4 -4.4, -2 -3.6'), body)
  pen.draw(outline('10 1, 14.4 -0.8, 15 -3.8, 11 -5, 9.4 -3'), toned(body, 1.2))
  pen.draw(ellipse(13, -1.6, 0.6), ink)
  drawBeadEye(pen, 3.6, 1.6, 1.3, face.eyes)
  pen.at(-2.6, 3, 14 + 8 * Math.max(0, wave(face.moment.seconds * 0.3)), 1, 1, () =>
    pen.draw(outline('1 1!, -3 2.4, -7 1, -4 -1!'), toned(body, 0.9)),
  )
}

const camelBuild: Build = {
  ...cowBuild,
  hip: [-24, 53],
  shoulder: [20, 53],
  back: [12, 12, 12, 11],
  belly: [12, 13, 14, 13],
  hind: { bones: [18, 18, 18], radii: [11, 6.4, 4, 3.6], paw: { length: 4, height: 6 }, stance: -2 },
  fore: { bones: [18, 19, 15], radii: [9, 5.6, 4, 3.6], paw: { length: 4, height: 6 }, stance: 1 },
  neck: { root: [8, -4], rise: [20, 30], radii: [10.4, 8, 6] },
  tail: { length: 26, radii: [2, 1.2], degrees: 244, curl: 20, sway: 12 },
  gaits: {
    walk: { style: 'amble', sweep: 34, lift: 7, bob: 1 },
    run: { style: 'gallop', sweep: 52, lift: 14, bob: 4 },
  },
}

function camelCoat(look: Look): Coat {
  const body = paint(look.colour ?? [204, 160, 104])
  const wool = toned(body, 0.84)
  return {
    body,
    backdrop: (pen, pose) => {
      const [, loin, ribs] = pose.spine
      for (const [x, y] of [loin!, ribs!])
        pen.draw(
          outline(
            `${x - 14} ${y + 4}, ${x - 6} ${y + 24}, ${x + 1} ${y + 29}, ${x + 7} ${y + 24}, ${x + 14} ${y + 4}`,
          ),
          wool,
        )
    },
    head: (pen, face) =>
      pen.at(2, 2, -8, 1, 1, () => {
        pen.draw(outline('-7 0, -5 8, 3 9, 10 5, 18 2, 21 -2, 19 -6.4, 12 -7, 4 -7.6, -4 -7'), body)
        pen.draw([ellipse(-3, 8, 4.4), ellipse(1, 9, 3.4)], wool)
        pen.draw(stroke('20 -3.6, 15 -4, 11 -2.4', 0.6), ink)
        pen.draw(ellipse(18.6, 0, 0.9, 0.6), ink)
        drawBeadEye(pen, 6.6, 3.4, 1.9, face.eyes)
        pen.draw(limb('-3.6 7, -7 12', [1.9, 1.2]), wool)
      }),
  }
}

const ease = { walk: 0.8, run: 1.5 } as const

export const cow: Kind = quadrupedKind({
  family: 'cow',
  size: 'medium',
  build: cowBuild,
  habit: 'walk',
  pace: ease,
  coat: cowCoat,
})
export const pig: Kind = quadrupedKind({
  family: 'pig',
  size: 'small',
  build: pigBuild,
  habit: 'walk',
  pace: ease,
  coat: pigCoat,
})
export const sheep: Kind = quadrupedKind({
  family: 'sheep',
  size: 'small',
  build: sheepBuild,
  habit: 'walk',
  pace: ease,
  coat: sheepCoat,
})
export const giraffe: Kind = quadrupedKind({
  family: 'giraffe',
  size: 'huge',
  build: giraffeBuild,
  habit: 'walk',
  pace: ease,
  coat: giraffeCoat,
})
export const camel: Kind = quadrupedKind({
  family: 'camel',
  role: 'mount',
  size: 'large',
  build: camelBuild,
  habit: 'walk',
  pace: ease,
  coat: camelCoat,
})
