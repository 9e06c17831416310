import type { JsonValue } from '../../../catalog/job.ts'
import type { CameraMove } from '../render-plan.ts'
import { createRandom } from '../picture/random.ts'
import { movesOfCameraControl } from './camera-control.ts'
import { CAMERA_WORDINGS, REFUSAL, UNWANTED_WORDINGS } from './camera-wording.ts'

/**
 * The camera moves a caller asked for, in this order of authority: Kling's `camera_control`, the words of the prompt
 * in English or Chinese, a choice by the seed. What the negative prompt names, or the prompt refuses ("no zoom"),
 * does not happen.
 * @param cameraControl `AdditionalParameters.camera_control`; anything that is not such an object is ignored.
 * @returns At least one move; moves of one shot run together, `static` stands alone.
 */
export function movesFor(
  prompt: string,
  negativePrompt: string,
  cameraControl: JsonValue | undefined,
  seed: number,
): readonly CameraMove[] {
  const ordered = movesOfCameraControl(cameraControl)
  if (ordered.length > 0) return ordered
  const { asked, refused } = movesInText(prompt)
  const unwanted = new Set([...refused, ...unwantedMoves(negativePrompt)])
  const moves = asked.filter((move) => !unwanted.has(move))
  if (moves.includes('static')) return ['static']
  if (moves.some((move) => move !== 'handheld')) return moves
  const choices = UNASKED_MOVES.filter((move) => !unwanted.has(move))
  const choice = choices[Math.floor(createRandom(seed ^ CHOICE_STREAM)() * choices.length)]
  const chosen = choice === undefined ? moves : [choice, ...moves]
  return chosen.length > 0 ? chosen : ['static']
}

/** What a shot does when nobody asked: mostly a drift, which suits any picture. */
const UNASKED_MOVES: readonly CameraMove[] = ['drift', 'drift', 'zoom-in', 'orbit']

/** Keeps this choice independent of others made from the same seed. */
const CHOICE_STREAM = 0x6d6f7665

function movesInText(text: string): { asked: CameraMove[]; refused: Set<CameraMove> } {
  const asked = new Set<CameraMove>()
  const refused = new Set<CameraMove>()
  for (const sentence of text.replaceAll(/[^\S\n]+/gu, ' ').split(SENTENCE_END)) {
    for (const { move, verb } of CAMERA_WORDINGS) {
      const match = verb?.exec(sentence)
      if (match) (REFUSAL.test(match[0]) ? refused : asked).add(move)
    }
    for (const clause of sentence.split(CLAUSE_END)) {
      for (const { move, term } of CAMERA_WORDINGS) {
        if (!term.test(clause)) continue
        // "no camera movement" and 镜头不动 ask for a static camera, although they are refusals in form.
        const refusal = move !== 'static' && REFUSAL.test(clause)
        ;(refusal ? refused : asked).add(move)
      }
    }
  }
  return { asked: CAMERA_WORDINGS.map(({ move }) => move).filter((move) => asked.has(move)), refused }
}

const SENTENCE_END = /[.,;:!?\n，。；：！？、]|\b(?:while|but|as)\b|但/iu
const CLAUSE_END = /\b(?:and|then)\b|然后|接着|随后|同时|并且/iu

function unwantedMoves(negativePrompt: string): CameraMove[] {
  const unwanted = UNWANTED_WORDINGS.filter(({ term }) => term.test(negativePrompt))
  return unwanted.flatMap(({ moves }) => moves)
}
