import sharp from 'sharp'
import type { Job, StagedImage } from '../src/catalog/job.ts'
import { composePlan } from '../src/vendors/animatic/compose-plan.ts'
import { drawBadge } from '../src/vendors/animatic/lettering/badge.ts'
import { drawCaption } from '../src/vendors/animatic/lettering/caption.ts'
import { blendOverlay } from '../src/vendors/animatic/picture/overlay.ts'
import type { PlanarFrame, PlanImage } from '../src/vendors/animatic/render-plan.ts'
import { openScene } from '../src/vendors/animatic/worker/open-scene.ts'

/** Draws the README's picture: frames of real animatics, as a caller gets them. */
const target = new URL('../docs/images/contact-sheet.jpg', import.meta.url).pathname
const columns = 3
const tile = { width: 640, height: 360 }

const blank: Job = {
  edition: '2026-01-08',
  family: 'Kling',
  version: '2.6',
  mode: 'text',
  prompt: '',
  negativePrompt: '',
  enhancePrompt: false,
  images: [],
  durationSeconds: 5,
  resolution: '720P',
  aspectRatio: '16:9',
  audio: false,
  additionalParameters: {},
}

type Writing = 'caption' | 'badge' | 'nothing'
type Shot = { readonly prompt: string; readonly at: number; readonly seed?: number }
const shots: readonly Shot[] = [
  { prompt: 'A calm alpine lake at sunset, slow dolly in', at: 0.4 },
  { prompt: 'A white cat walks along a beach in the evening', at: 0.5 },
  { prompt: 'Neon cyberpunk city at night in heavy rain, pan left', at: 0.4 },
  { prompt: '一个宇航员漂浮在有光环的行星旁边', at: 0.5 },
  { prompt: 'A girl runs through a meadow full of flowers', at: 0.5 },
  { prompt: 'A red sports car on a coast road, tracking shot', at: 0.5 },
  { prompt: 'A fox in a misty forest', at: 0.4 },
]

async function drawText({ prompt, at, seed }: Shot, written: Writing = 'caption'): Promise<Buffer> {
  const plan = composePlan({ ...blank, prompt, additionalParameters: seed === undefined ? {} : { seed } }, [])
  return still(plan, [], at, written)
}

async function still(
  plan: ReturnType<typeof composePlan>,
  images: readonly PlanImage[],
  at: number,
  written: Writing,
): Promise<Buffer> {
  const scene = await openScene(plan, images)
  const frame = scene.frame(Math.round(at * (plan.frameCount - 1)))
  if (written === 'caption') {
    const caption = await drawCaption(plan)
    blendOverlay(frame, caption.overlay, caption.x, caption.y, 1)
  }
  if (written !== 'nothing') {
    const badge = await drawBadge(plan.width, plan.height)
    blendOverlay(frame, badge.overlay, badge.x, badge.y, 1)
  }
  const raw = { width: plan.width, height: plan.height, channels: 3 as const }
  return sharp(rgbOf(frame), { raw }).png().toBuffer()
}

/** BT.709 limited range to full-range RGB (ITU-R BT.709-6, 3). */
function rgbOf({ width, height, y, u, v }: PlanarFrame): Uint8Array {
  const rgb = new Uint8ClampedArray(width * height * 3)
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 3) {
      const chroma = (row >> 1) * (width >> 1) + (column >> 1)
      const light = 1.16438 * ((y[row * width + column] ?? 16) - 16)
      const [blue, red] = [(u[chroma] ?? 128) - 128, (v[chroma] ?? 128) - 128]
      rgb[at] = light + 1.79274 * red
      rgb[at + 1] = light - 0.21325 * blue - 0.53291 * red
      rgb[at + 2] = light + 2.1124 * blue
    }
  }
  return new Uint8Array(rgb.buffer)
}

/** The modes that take images get stills of our own as images. */
async function drawWithImages(
  mode: 'frames' | 'references',
  prompt: string,
  pictures: readonly Buffer[],
  at: number,
): Promise<Buffer> {
  const roles =
    mode === 'frames' ? (['first', 'last'] as const) : (['reference', 'reference', 'reference'] as const)
  const staged = pictures.map((bytes, index): StagedImage & { bytes: Buffer } => ({
    parameter: '',
    role: roles[index] ?? 'reference',
    key: String(index),
    sha256: String(index),
    format: 'png',
    width: 1280,
    height: 720,
    sizeBytes: bytes.length,
    bytes,
  }))
  const plan = composePlan({ ...blank, mode, prompt }, staged)
  const images = plan.images.map((image, index) => ({ ...image, bytes: pictures[index] ?? Buffer.alloc(0) }))
  return still(plan, images, at, prompt === '' ? 'badge' : 'caption')
}

const lighthouse = 'a lighthouse by the sea at dawn, zoom in'
const [far, near] = [
  await drawText({ prompt: lighthouse, at: 0 }, 'nothing'),
  await drawText({ prompt: lighthouse, at: 1 }, 'nothing'),
]
const tiles: Buffer[] = []
for (const shot of shots) tiles.push(await drawText(shot))
tiles.push(await drawWithImages('frames', 'From a first frame to a last one', [far, near], 0.5))
const references: Buffer[] = []
for (const prompt of ['a robot in a street', 'a sailing boat', 'a red balloon over hills']) {
  references.push(await drawText({ prompt, at: 0.3 }, 'nothing'))
}
tiles.push(await drawWithImages('references', '', references, 1))

const small = await Promise.all(tiles.map((bytes) => sharp(bytes).resize(tile.width, tile.height).toBuffer()))
const rows = Math.ceil(small.length / columns)
await sharp({
  create: { width: columns * tile.width, height: rows * tile.height, channels: 3, background: '#000' },
})
  .composite(
    small.map((input, index) => ({
      input,
      left: (index % columns) * tile.width,
      top: Math.floor(index / columns) * tile.height,
    })),
  )
  .jpeg({ quality: 82, mozjpeg: true })
  .toFile(target)
process.stdout.write(`${target}\n`)
