import type { Pen } from '../pen.ts'
import { toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, outline, skin } from '../shape.ts'
import type { Point, Shape } from '../shape.ts'
import type { BipedPose, Limbs } from './biped-body.ts'
import { crease } from './features.ts'
import { wave } from './gait.ts'

/** What somebody wears and how wide it is, drawn over a pose. */
export type Outfit = {
  readonly skin: Paint
  readonly top: Paint
  readonly bottom: Paint
  readonly shoes: Paint
  /** Covers the legs down to this share of them from the waist: 0 for trousers, 0.5 for a dress, 0.8 for a robe. */
  readonly skirt: number
  /** Bare legs below a skirt; else the bottom's paint. */
  readonly bareLegs: boolean
  /** Bare arms from the sleeve on: 0 sleeveless, 1 long sleeves. */
  readonly sleeves: number
  /** Half thickness: how wide the body and its limbs are drawn. */
  readonly girth: Girth
  /** Bands about wrists and ankles: the rings of a suit, the cuffs of armour. */
  readonly cuffs?: Paint
  /** Paints over the trunk: a shirt front, buttons, a belt, a breastplate. Origin at the hips, y along the spine. */
  front?(pen: Pen, pose: BipedPose): void
  /** Paints behind everything: a backpack, a cape. */
  back?(pen: Pen, pose: BipedPose): void
  /** Paints after the near hand: what it holds. */
  held?(pen: Pen, pose: BipedPose): void
}

export type Girth = {
  readonly hip: number
  readonly waist: number
  readonly chest: number
  readonly thigh: number
  readonly knee: number
  readonly ankle: number
  readonly arm: number
  readonly wrist: number
  readonly shoe: number
}

/** Draws a dressed body; the head is drawn by `head` between the trunk and the near arm. */
export function drawPerson(pen: Pen, pose: BipedPose, outfit: Outfit, head: () => void): void {
  const { girth } = outfit
  outfit.back?.(pen, pose)
  drawArm(pen, pose.far, outfit, 0.72)
  drawLeg(pen, pose.far, outfit, 0.74)
  drawLeg(pen, pose.near, outfit, 1, ellipse(pose.hip[0], pose.hip[1], girth.hip * 1.02, girth.hip * 1.1))
  pen.draw(neckOf(pose, girth), toned(outfit.skin, 0.88))
  const trunk = trunkOf(pose, girth)
  const skirt = outfit.skirt > 0 ? skirtOf(pose, outfit) : undefined
  const isOnePiece = outfit.bottom === outfit.top
  if (skirt !== undefined) {
    pen.at(0, -1.2, 0, 1, 1, () => pen.tint(skirt, crease))
    if (!isOnePiece) pen.draw(skirt, outfit.bottom)
  }
  pen.drawWith(skirt !== undefined && isOnePiece ? [trunk, skirt] : trunk, outfit.top, () =>
    pen.at(pose.hip[0], pose.hip[1], pose.trunkDegrees, 1, 1, () => outfit.front?.(pen, pose)),
  )
  head()
  pen.at(-1, -0.4, 0, 1, 1, () => pen.tint(limb([pose.near.shoulder, pose.near.elbow], [3, 3]), crease))
  drawArm(pen, pose.near, outfit, 1)
  outfit.held?.(pen, pose)
}

/** A top whose hem lies about the hips. */
function trunkOf(pose: BipedPose, girth: Girth): Shape {
  const { hip, shoulder } = pose
  const length = Math.hypot(shoulder[0] - hip[0], shoulder[1] - hip[1])
  const hem = (girth.hip * 0.72) / length
  const at = (share: number): Point => mix(hip, shoulder, share)
  const radii = [girth.hip * 1.04, girth.waist, girth.chest, girth.chest * 0.62]
  return skin([at(hem), at(0.42), at(0.84), shoulder], radii, radii)
}

function neckOf(pose: BipedPose, girth: Girth): Shape {
  const { shoulder, head } = pose
  const up: Point = [shoulder[0] * 0.3 + head[0] * 0.7 - 0.6, shoulder[1] * 0.3 + head[1] * 0.7]
  return limb([shoulder, up], [girth.arm * 0.92, girth.arm * 0.8], false)
}

/** @param pelvis Drawn with the near leg as one piece. */
function drawLeg(pen: Pen, limbs: Limbs, outfit: Outfit, shade: number, pelvis?: Shape): void {
  const { hip, knee, ankle, footDegrees } = limbs
  const { thigh, knee: kneeWidth, ankle: ankleWidth, shoe } = outfit.girth
  const paint = toned(outfit.bareLegs ? outfit.skin : outfit.bottom, shade)
  pen.at(ankle[0], ankle[1], footDegrees, shoe, shoe, () => pen.draw(shoeShape, toned(outfit.shoes, shade)))
  const leg = limb([hip, knee, ankle], [thigh, kneeWidth, ankleWidth])
  pen.draw(pelvis === undefined || outfit.bareLegs ? leg : [leg, pelvis], paint)
  if (outfit.cuffs === undefined) return
  const band = toned(outfit.cuffs, shade)
  pen.draw(bandAt(knee, ankle, 0.82, ankleWidth * 1.16), band)
  pen.draw(bandAt(hip, knee, 0.94, kneeWidth * 1.1), band)
}

const shoeShape = outline('-3.4 1.2, -2.6 2.6, 1.6 2.6, 4.4 0.4, 8 -1.2, 9 -3.2, 8.2 -4!, -3.4 -4!, -4 -1.6')

function drawArm(pen: Pen, limbs: Limbs, outfit: Outfit, shade: number): void {
  const { shoulder, elbow, hand } = limbs
  const { arm, wrist } = outfit.girth
  const skinPaint = toned(outfit.skin, shade)
  const sleeve = toned(outfit.top, shade)
  const past: Point = [hand[0] + (hand[0] - elbow[0]) * 0.16, hand[1] + (hand[1] - elbow[1]) * 0.16]
  if (outfit.sleeves < 1)
    pen.draw(limb([shoulder, elbow, hand], [arm * 0.92, arm * 0.82, wrist * 0.9]), skinPaint)
  pen.draw(limb([hand, past], [wrist * 1.02, wrist * 0.94], false), skinPaint)
  if (outfit.sleeves >= 1) pen.draw(limb([shoulder, elbow, hand], [arm * 1.12, arm, wrist * 1.05]), sleeve)
  else if (outfit.sleeves > 0) {
    const end: Point = [
      shoulder[0] + (elbow[0] - shoulder[0]) * outfit.sleeves * 1.6,
      shoulder[1] + (elbow[1] - shoulder[1]) * outfit.sleeves * 1.6,
    ]
    pen.draw(limb([shoulder, end], [arm * 1.16, arm * 1.16], false), sleeve)
  }
  if (outfit.cuffs !== undefined) pen.draw(bandAt(elbow, hand, 0.82, wrist * 1.2), toned(outfit.cuffs, shade))
}

/** A ring about a limb, a share of the way along it. */
function bandAt(from: Point, to: Point, share: number, radius: number): Shape {
  const [x, y] = mix(from, to, share)
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
  const [nx, ny] = [((from[1] - to[1]) / length) * radius, ((to[0] - from[0]) / length) * radius]
  return limb(
    [
      [x - nx, y - ny],
      [x + nx, y + ny],
    ],
    [0.9, 0.9],
    false,
  )
}

/** Cloth from the waist to a hem that spans the legs and trails with the way. */
function skirtOf(pose: BipedPose, outfit: Outfit): Shape {
  const { hip, near, far } = pose
  const { girth, skirt } = outfit
  const along = (limbs: Limbs): Point =>
    skirt <= 0.5 ? mix(limbs.hip, limbs.knee, skirt * 2) : mix(limbs.knee, limbs.ankle, (skirt - 0.5) * 2)
  const [a, b] = [along(near), along(far)]
  const front = Math.max(a[0], b[0]) + girth.thigh * 0.95
  const rear = Math.min(a[0], b[0]) - girth.thigh * 1.05 - pose.wind * 5
  const low = (a[1] + b[1]) / 2
  const flare = 1.4 * wave(pose.flutter) * (0.3 + pose.wind)
  const [w, h] = [girth.waist * 1.03, girth.hip * 1.12]
  const lap = near.knee[0] > far.knee[0] ? near.knee : far.knee
  const isStepping = lap[0] > hip[0] + 2
  const thighX = (hip[0] + lap[0]) / 2 + girth.thigh * 1.1
  const thighY = (hip[1] + lap[1]) / 2 + 2
  const middle = (front + rear) / 2
  return outline(
    [
      `${hip[0] + w} ${hip[1] + 6}!`,
      `${hip[0] + Math.max(h, girth.thigh * 1.3)} ${hip[1] - 1}`,
      // Cloth lies over the foremost thigh, and over its knee when it reaches so far.
      ...(isStepping ? [`${thighX} ${thighY}`] : []),
      ...(isStepping && skirt > 0.5 ? [`${lap[0] + girth.knee * 1.5} ${lap[1] + 1}`] : []),
      `${front + flare} ${low - 0.6}!`,
      `${middle + 3} ${low - 2.4 + flare * 0.5}`,
      `${middle - 3} ${low - 2.2 - flare * 0.5}`,
      `${rear - flare} ${low + pose.wind * 1.6}!`,
      `${hip[0] - h - pose.wind} ${hip[1] - 2}`,
      `${hip[0] - w} ${hip[1] + 6}!`,
    ].join(', '),
  )
}

/** The shadow of somebody on their feet. */
export function castBipedShadow(pen: Pen, pose: BipedPose): void {
  pen.shadow(pose.hip[0], 0, 17, 0.4)
  for (const { ankle } of [pose.near, pose.far]) {
    if (ankle[1] < 12) pen.shadow(ankle[0] + 2, 0, 9, 0.4 * (1 - ankle[1] / 14))
  }
}

function mix(from: Point, to: Point, amount: number): Point {
  return [from[0] + (to[0] - from[0]) * amount, from[1] + (to[1] - from[1]) * amount]
}
