import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { PlanarFrame, PlanImage, RenderPlan, Scene } from '../render-plan.ts'

/** Pictures and plans for the tests of the modes: drawn here, small, with something to see in every part. */
export async function drawing(width: number, height: number, shapes: string): Promise<Uint8Array> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 160 90" preserveAspectRatio="none">` +
    '<defs><linearGradient id="sky" x2="0.3" y2="1"><stop stop-color="#79a"/><stop offset="1" stop-color="#dc9"/></linearGradient></defs>' +
    `<rect width="160" height="90" fill="url(#sky)"/>${shapes}</svg>`
  return await sharp(Buffer.from(svg)).png().toBuffer()
}

/** A scene with a horizon, posts and a sun. */
export const POSTS =
  '<rect y="60" width="160" height="30" fill="#253"/><circle cx="120" cy="25" r="12" fill="#fe8"/>' +
  [12, 30, 47, 71, 96, 133]
    .map((x) => `<rect x="${x}" y="${38 + (x % 7)}" width="4" height="30" fill="#421"/>`)
    .join('')

/** Another one: stripes and rings. */
export const RINGS =
  [0, 24, 48, 72, 96, 120, 144].map((x) => `<rect x="${x}" width="11" height="90" fill="#315"/>`).join('') +
  '<circle cx="50" cy="50" r="28" fill="none" stroke="#f63" stroke-width="6"/><circle cx="50" cy="50" r="10" fill="#ff9"/>'

export function planFor(changes: Partial<RenderPlan>): RenderPlan {
  return {
    mode: 'image',
    width: 160,
    height: 90,
    outputWidth: 160,
    outputHeight: 90,
    framesPerSecond: 24,
    frameCount: 24,
    seed: 7,
    prompt: '',
    negativePrompt: '',
    moves: ['zoom-in'],
    audio: false,
    model: 'Kling 2.6',
    images: [],
    ...changes,
  }
}

export function planImage(bytes: Uint8Array, role: PlanImage['role'], label = ''): PlanImage {
  return { role, key: 'key', sha256: createHash('sha256').update(bytes).digest('hex'), label, bytes }
}

/** The bytes of some frames, drawn in this order. */
export function bytesOf(scene: Scene, indices: readonly number[]): string[] {
  return indices.map((index) => createHash('sha256').update(scene.frame(index).bytes).digest('hex'))
}

/** The mean absolute difference of two frames' luma. */
export function lumaDifference(a: PlanarFrame, b: PlanarFrame): number {
  return a.y.reduce((sum, value, index) => sum + Math.abs(value - b.y[index]!), 0) / a.y.length
}

/** A frame that stays when the scene draws its next one. */
export function keep(frame: PlanarFrame): PlanarFrame {
  return { ...frame, bytes: frame.bytes.slice(), y: frame.y.slice(), u: frame.u.slice(), v: frame.v.slice() }
}
