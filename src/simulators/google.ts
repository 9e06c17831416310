import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto'
import { z } from 'zod'
import { filmOf } from './film-of.ts'
import { type Answer, type Operation, type Received, type Simulator, startSimulator } from './simulator.ts'

/** Veo on Vertex AI, its token server and Cloud Storage, written from vendors-veo-sora-hunyuan-comfyui.md 2. */
export type GoogleSimulator = Simulator & {
  readonly taken: readonly VeoJob[]
  readonly fates: Fate[]
  /** A service account that this token server knows, as the JSON file has it. */
  readonly serviceAccount: { client_email: string; private_key: string; token_uri: string }
  /** Makes the tokens that were given out so far worthless. */
  revoke(): void
}

export type Fate = {
  /** How often a look finds it undone. */
  readonly undone?: number
  readonly error?: { readonly code: number; readonly message: string }
  readonly filtered?: readonly string[]
}
export type VeoJob = {
  readonly name: string
  readonly body: z.output<typeof request>
  readonly fate: Fate
  looks: number
}

const image = z.strictObject({
  bytesBase64Encoded: z.string().regex(/^[A-Za-z0-9+/]+=*$/),
  mimeType: z.enum(['image/png', 'image/jpeg']),
})
const request = z.strictObject({
  instances: z.tuple([
    z.strictObject({
      prompt: z.string().optional(),
      image: image.optional(),
      lastFrame: image.optional(),
      referenceImages: z
        .array(z.strictObject({ image, referenceType: z.literal('asset') }))
        .min(1)
        .max(3)
        .optional(),
    }),
  ]),
  parameters: z.strictObject({
    sampleCount: z.literal(1),
    durationSeconds: z.literal([4, 6, 8]),
    aspectRatio: z.enum(['16:9', '9:16']).optional(),
    resolution: z.enum(['720p', '1080p', '4k']),
    negativePrompt: z.string().optional(),
    enhancePrompt: z.literal(true).optional(),
    generateAudio: z.boolean(),
    storageUri: z.string().startsWith('gs://').optional(),
    seed: z.int().optional(),
    personGeneration: z.string().optional(),
  }),
  labels: z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/), z.string().regex(/^[a-z0-9_-]{0,63}$/)),
})
const assertion = z.strictObject({
  iss: z.string(),
  scope: z.literal('https://www.googleapis.com/auth/cloud-platform'),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
})

export async function simulateGoogle(place: string, port = 0): Promise<GoogleSimulator> {
  const jobs: VeoJob[] = []
  const fates: Fate[] = []
  const tokens = new Set<string>()
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const email = 'reelay@project.iam.gserviceaccount.com'
  let address = ''

  const guarded =
    (answer: Operation['answer']): Operation['answer'] =>
    (received, complain) =>
      tokens.has(received.headers.authorization?.replace('Bearer ', '') ?? '')
        ? answer(received, complain)
        : refusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')

  function grant({ body }: Received, complain: (what: string) => void): Answer {
    const { assertion: jwt = '' } = (body ?? {}) as { assertion?: string }
    const [head = '', claims = '', signature = ''] = jwt.split('.')
    const isSigned = createVerify('RSA-SHA256')
      .update(`${head}.${claims}`)
      .verify(createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })), signature, 'base64url')
    const read = isSigned
      ? assertion.safeParse(JSON.parse(Buffer.from(claims, 'base64url').toString()))
      : null
    if (read?.success !== true || read.data.iss !== email || read.data.aud !== `${address}/token`) {
      if (isSigned) complain('the assertion is not as RFC 7523 has it')
      return { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } }
    }
    const token = `ya29.${tokens.size}-${Math.random()}`
    tokens.add(token)
    return { body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } }
  }

  const simulator = await startSimulator(
    [
      { name: 'token', method: 'POST', path: /^\/token$/, answer: grant },
      {
        name: 'submit',
        method: 'POST',
        path: new RegExp(`^${place}/veo-3\\.1-(fast-)?generate-001:predictLongRunning$`),
        answer: guarded(({ path, body }, complain) => {
          const read = request.safeParse(body)
          const wrong = read.success ? whyInvalid(read.data) : z.prettifyError(read.error)
          if (wrong !== null || !read.success) {
            complain(wrong ?? '')
            return refusal(400, 'INVALID_ARGUMENT', wrong ?? '')
          }
          const model = /models\/([^:]+):/.exec(path)?.[1]
          const name = `${place.slice(4)}/${model}/operations/${jobs.length}`
          jobs.push({ name, body: read.data, fate: fates.shift() ?? {}, looks: 0 })
          return { body: { name } }
        }),
      },
      {
        name: 'query',
        method: 'POST',
        path: new RegExp(`^${place}/veo-3\\.1-(fast-)?generate-001:fetchPredictOperation$`),
        answer: guarded(async ({ body }) => {
          const { operationName } = z.strictObject({ operationName: z.string() }).parse(body)
          const job = jobs.find(({ name }) => name === operationName)
          if (job === undefined) return refusal(404, 'NOT_FOUND', 'Operation not found.')
          const { undone = 1, error, filtered } = job.fate
          if (job.looks++ < undone) return { body: { name: operationName } }
          if (error !== undefined) return { body: { name: operationName, done: true, error } }
          const response =
            filtered === undefined
              ? { raiMediaFilteredCount: 0, videos: [await filmIn(job)] }
              : { raiMediaFilteredCount: filtered.length, raiMediaFilteredReasons: filtered }
          return { body: { name: operationName, done: true, response } }
        }),
      },
      {
        name: 'download',
        method: 'GET',
        path: /^\/storage\/v1\/b\/films\/o\/[^/]+$/,
        answer: guarded(async () => ({ body: await filmOf({ seconds: 8, width: 1280, height: 720 }) })),
      },
    ],
    port,
  )
  address = simulator.url
  const private_key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return {
    ...simulator,
    fates,
    taken: jobs,
    serviceAccount: { client_email: email, private_key, token_uri: `${address}/token` },
    revoke: () => tokens.clear(),
  }
}

/** In the bucket, in a folder of Google's own making; else in base64. */
async function filmIn({ name, body }: VeoJob): Promise<object> {
  const { storageUri, resolution } = body.parameters
  if (storageUri !== undefined) {
    return { gcsUri: `${storageUri}${name.split('/').at(-1)}/sample_0.mp4`, mimeType: 'video/mp4' }
  }
  const height = { '720p': 720, '1080p': 1080, '4k': 2160 }[resolution]
  const film = await filmOf({ seconds: body.parameters.durationSeconds, width: (height * 16) / 9, height })
  return { bytesBase64Encoded: Buffer.from(film).toString('base64'), mimeType: 'video/mp4' }
}

/** The constraint matrix of 2.4. */
function whyInvalid({ instances: [instance], parameters }: z.output<typeof request>): string | null {
  const { prompt, image, lastFrame, referenceImages } = instance
  if (image === undefined && (prompt ?? '') === '') return 'prompt is required'
  if (lastFrame !== undefined && image === undefined) return 'lastFrame needs image'
  if (referenceImages !== undefined && (image !== undefined || parameters.aspectRatio === '9:16'))
    return 'references'
  if (parameters.resolution !== '720p' && parameters.durationSeconds !== 8) return 'durationSeconds must be 8'
  return null
}

const refusal = (code: number, status: string, message: string): Answer => ({
  status: code,
  body: { error: { code, message, status } },
})
