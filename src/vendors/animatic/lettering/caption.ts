import { smoothstep } from '../picture/easing.ts'
import { evenSide } from '../picture/planar-frame.ts'
import type { RenderPlan } from '../render-plan.ts'
import { drawOverlay, type PlacedOverlay } from './drawing.ts'
import { layOutLine } from './line.ts'
import { wrapText } from './wrap.ts'

/** Two lines hold far less; more is never measured. */
const PROMPT_CHARACTERS_MAX = 400
/** Beyond this share of boxes a prompt is noise, and only the line with the facts is shown. */
const MISSING_MAX = 0.3

/** The prompt in at most two lines and the facts in one, at the foot of the frame. */
export async function drawCaption(plan: RenderPlan): Promise<PlacedOverlay> {
  const { width, height: frameHeight } = plan
  const side = Math.min(width, frameHeight)
  const promptSize = Math.max(13, side * 0.029)
  const factsSize = Math.max(11, side * 0.018)
  const margin = side * 0.045
  const widthMax = width > frameHeight ? Math.min(width * 0.7, side * 1.5) : width - 2 * margin
  const prompt = promptLines(plan.prompt, promptSize, widthMax)
  const facts = wrapText(factsOf(plan), (text) => layOutLine(text, factsSize).width, width - 2 * margin, 2)
  const factsTop = factsSize * (1.5 * facts.length + 0.35)
  const height = evenSide(margin + factsTop + promptSize * (1.32 * prompt.length + 2.6))

  const outlines = [
    ...facts.map((text, row) => {
      const baseline = height - margin - (facts.length - 1 - row) * factsSize * 1.5
      return { text, size: factsSize, baseline, opacity: 0.72 }
    }),
    ...prompt.map((text, row) => {
      const baseline = height - margin - factsTop - promptSize * (0.1 + (prompt.length - 1 - row) * 1.32)
      return { text, size: promptSize, baseline, opacity: 0.96 }
    }),
  ].map(({ text, size, baseline, opacity }) => {
    const outline = layOutLine(text, size).outline(margin, baseline)
    return `<path d="${outline}" fill="#fff" fill-opacity="${opacity}"/>`
  })
  const overlay = await drawOverlay(width, height, SHADE + outlines.join(''))
  return { overlay, x: 0, y: frameHeight - height }
}

/**
 * How visible the caption is at a time, 0 to 1: it leaves the first frame clear, shows itself for about three
 * seconds, and is gone before the last frame, also in a film of one second.
 */
export function captionOpacity(seconds: number, durationSeconds: number): number {
  const end = Math.min(3.6, durationSeconds * 0.8)
  const ramp = Math.min(0.6, (end - APPEARS_SECONDS) / 4)
  return (
    smoothstep(APPEARS_SECONDS, APPEARS_SECONDS + ramp, seconds) * (1 - smoothstep(end - ramp, end, seconds))
  )
}

const APPEARS_SECONDS = 0.25

/** A soft shadow that rises from the foot, so that white text is read on anything. */
const SHADE =
  '<defs><linearGradient id="shade" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#06080c" stop-opacity="0"/>' +
  '<stop offset=".4" stop-color="#06080c" stop-opacity=".46"/>' +
  '<stop offset="1" stop-color="#06080c" stop-opacity=".82"/></linearGradient></defs>' +
  '<rect width="100%" height="100%" fill="url(#shade)"/>'

function promptLines(prompt: string, size: number, widthMax: number): readonly string[] {
  const text = Array.from(prompt).slice(0, PROMPT_CHARACTERS_MAX).join('')
  if (layOutLine(text, size).missing > MISSING_MAX) return []
  return wrapText(text, (part) => layOutLine(part, size).width, widthMax, 2)
}

function factsOf(plan: RenderPlan): string {
  const facts = [
    plan.model,
    `${plan.frameCount / plan.framesPerSecond} s`,
    `${plan.outputWidth}×${plan.outputHeight}`,
    `seed ${plan.seed}`,
    plan.mode,
  ]
  return facts.join('  ·  ')
}
