import type { PlanarFrame, PlanImage, RenderPlan, Scene } from '../render-plan.ts'
import { clamp, easeGlide, easeInOutQuintic, lerp, smoothstep } from '../picture/easing.ts'
import { cropImage, openImage } from '../picture/fit-image.ts'
import type { Overlay } from '../picture/overlay.ts'
import { copyFrame, createFrame, evenSide, mixFrames } from '../picture/planar-frame.ts'
import { drawSprite, roundedSprite, spriteFromOverlay, type Sprite } from '../picture/sprite.ts'
import { softened } from './backdrop.ts'
import { layOutSheet, type CardPlace, type SheetArea } from './contact-sheet.ts'
import { dropShadow } from './drop-shadow.ts'

/**
 * Presents reference images as cards before a softened scene of the prompt: each has its beat in front, then all
 * stand together as a labelled contact sheet. Throws when an image cannot be decoded.
 * @param images One to seven, in the order of the request; `label` names each.
 * @param label Draws a short text.
 */
export async function referencesScene(
  plan: RenderPlan,
  images: readonly PlanImage[],
  backdrop: Scene,
  label: (text: string) => Promise<Overlay>,
): Promise<Scene> {
  const stage = createStage(plan)
  const cards: Card[] = []
  for (const image of images) cards.push(await openCard(image, stage, label))
  const sheet = layOutSheet(
    cards.map(({ picture }) => picture.width / picture.height),
    stage.sheetArea,
  )
  const stills = BACKDROP_MOMENTS.map((moment) =>
    softened(backdrop.frame(Math.round(moment * (plan.frameCount - 1)))),
  )
  const frame = createFrame(plan.width, plan.height)
  return {
    notes: { ...backdrop.notes, references: images.length },
    frame(index) {
      const t = index / Math.max(1, plan.frameCount - 1)
      drawBackdrop(stills, t, frame)
      const played = cards.map((card, index) => ({
        card,
        pose: poseOf(index, cards.length, t, stage, sheet),
      }))
      // What is nearer to its beat stands in front.
      for (const { card, pose } of played.toSorted((a, b) => a.pose.nearness - b.pose.nearness)) {
        drawCard(frame, card, pose, stage)
      }
      return frame
    },
  }
}

/** Where in the film the backdrop is looked at; between these it cross-fades, so that it lives but does not distract. */
const BACKDROP_MOMENTS = [0, 0.33, 0.67, 1]

/** The share of the film that shows the contact sheet, and of that, the share in which the cards get there. */
const SHEET_SHARE = 0.3
const GATHERING_SHARE = 0.55

/** Cards are drawn larger than they are shown, so that they stay crisp between pixels. */
const OVERSAMPLING = 1.25

type Stage = {
  readonly width: number
  readonly height: number
  readonly centreY: number
  /** The largest card of a beat. */
  readonly cardWidth: number
  readonly cardHeight: number
  readonly sheetArea: SheetArea
}

type Card = { readonly picture: Sprite; readonly label: Sprite }

type CardPose = {
  readonly x: number
  readonly y: number
  /** Of the card as in its beat. */
  readonly scale: number
  readonly nearness: number
  /** 0 where the card just passes: a name that flies by cannot be read. */
  readonly labelOpacity: number
}

function createStage({ width, height }: RenderPlan): Stage {
  return {
    width,
    height,
    // Above the middle: the caption stands below.
    centreY: height * 0.46,
    cardWidth: Math.min(width * 0.8, height * 1.06),
    cardHeight: Math.min(height * 0.64, width * 1.06),
    sheetArea: { left: width * 0.05, top: height * 0.09, width: width * 0.9, height: height * 0.82 },
  }
}

async function openCard(
  image: PlanImage,
  stage: Stage,
  label: (text: string) => Promise<Overlay>,
): Promise<Card> {
  const source = await openImage(image.bytes)
  const whole = { left: 0, top: 0, width: source.width, height: source.height }
  const fit = Math.min(stage.cardWidth / source.width, stage.cardHeight / source.height) * OVERSAMPLING
  const width = evenSide(source.width * fit)
  const height = evenSide(source.height * fit)
  const radius = Math.min(width, height, Math.min(stage.width, stage.height) * 0.04) / 2
  return {
    picture: await roundedSprite(await cropImage(source, whole, width, height), width, height, radius),
    label: spriteFromOverlay(await label(image.label)),
  }
}

/** Where a card is at a moment of the film: coming in from the right, in front, leaving to the left, on the sheet. */
function poseOf(
  index: number,
  count: number,
  t: number,
  stage: Stage,
  sheet: readonly CardPlace[],
): CardPose {
  const beats = count === 1 ? 1 : 1 - SHEET_SHARE
  // Beats counted from the middle of this card's own: -0.5 to 0.5 while it is in front.
  const away = (t / beats) * count - index - 0.5
  const onStage = { from: index === 0 ? -0.3 : -2, to: index === count - 1 ? 0.3 : 2 }
  const passing = clamp(away, onStage.from, onStage.to)
  const travelled = Math.sign(passing) * easeInOutQuintic((Math.abs(passing) - 0.3) / 0.5)
  const nearness = 1 - Math.min(1, Math.abs(travelled))
  const drift = clamp(away + 0.5, 0, 1)
  const gathering = t <= beats ? 0 : easeGlide((t - beats) / (SHEET_SHARE * GATHERING_SHARE))
  const place = sheet[index]!
  const sheetScale = place.width / cardWidthOf(place, stage)
  return {
    x: lerp(stage.width * (0.5 - travelled * 0.95) - (drift - 0.5) * stage.width * 0.012, place.x, gathering),
    y: lerp(stage.centreY, place.y, gathering),
    scale: lerp(lerp(0.72, 1, nearness) * lerp(1 - 0.1 / count, 1.04, drift), sheetScale, gathering),
    nearness: nearness - (gathering > 0 ? 2 : 0),
    labelOpacity: Math.max(smoothstep(0.75, 1, nearness) * (1 - gathering), smoothstep(0.6, 1, gathering)),
  }
}

/** How wide a card with the shape of its place is in its beat. */
function cardWidthOf(place: CardPlace, stage: Stage): number {
  return Math.min(stage.cardWidth, stage.cardHeight * (place.width / place.height))
}

function drawCard(frame: PlanarFrame, { picture, label }: Card, pose: CardPose, stage: Stage): void {
  const scale = pose.scale / OVERSAMPLING
  const width = picture.width * scale
  const height = picture.height * scale
  if (pose.x + width < 0 || pose.x - width > stage.width) return
  const softness = Math.min(stage.width, stage.height) * 0.035
  dropShadow(frame, pose.x, pose.y + softness * 0.4, width, height, softness)
  drawSprite(frame, picture, pose.x, pose.y, scale, 1)
  // Across the lower edge of the card, and no wider than it.
  const labelScale = Math.min(1, (width * 0.94) / label.width)
  const labelY = pose.y + height / 2 - label.height * labelScale * 0.3
  drawSprite(frame, label, pose.x, labelY, labelScale, pose.labelOpacity)
}

function drawBackdrop(stills: readonly PlanarFrame[], t: number, frame: PlanarFrame): void {
  const position = t * (stills.length - 1)
  const before = Math.min(stills.length - 1, Math.floor(position))
  const after = Math.min(stills.length - 1, before + 1)
  if (position === before) copyFrame(stills[before]!, frame)
  else mixFrames(stills[before]!, stills[after]!, frame, position - before)
}
