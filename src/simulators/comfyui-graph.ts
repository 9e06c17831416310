import { z } from 'zod'

/** A graph that the server has taken. */
export type ComfyGraph = {
  readonly nodes: Readonly<Record<string, Node>>
  /** Of all that the cache looks at. */
  readonly identity: string
  readonly outputNode: string
  readonly fileName: string
  readonly film: { readonly seconds: number; readonly width: number; readonly height: number }
}
export type Node = { readonly class_type: string; readonly inputs: Readonly<Record<string, unknown>> }

const link = z.tuple([z.string(), z.int().min(0)])
const text = z.string()
const seed = z
  .int()
  .min(0)
  .max(2 ** 53)
const side = z.int().min(16).max(16_384).multipleOf(16)
const frames = z
  .int()
  .min(1)
  .refine((length) => length % 4 === 1, 'a length is 4n+1')
const latent = { width: side, height: side, length: frames, batch_size: z.literal(1) }
const conditioning = { positive: link, negative: link, vae: link }

/** The nodes of 5.3.2 to 5.3.4 with all their inputs. */
const classes: Readonly<Record<string, z.ZodType>> = {
  DualCLIPLoader: z.strictObject({ clip_name1: text, clip_name2: text, type: text, device: text }),
  CLIPLoader: z.strictObject({ clip_name: text, type: text, device: text }),
  VAELoader: z.strictObject({ vae_name: text }),
  UNETLoader: z.strictObject({ unet_name: text, weight_dtype: text }),
  CLIPTextEncode: z.strictObject({ clip: link, text }),
  ModelSamplingSD3: z.strictObject({ model: link, shift: z.number() }),
  BasicScheduler: z.strictObject({
    model: link,
    scheduler: text,
    steps: z.int().min(1),
    denoise: z.number(),
  }),
  RandomNoise: z.strictObject({ noise_seed: seed }),
  KSamplerSelect: z.strictObject({ sampler_name: text }),
  CFGGuider: z.strictObject({ model: link, positive: link, negative: link, cfg: z.number() }),
  SamplerCustomAdvanced: z.strictObject({
    noise: link,
    guider: link,
    sampler: link,
    sigmas: link,
    latent_image: link,
  }),
  KSamplerAdvanced: z.strictObject({
    model: link,
    positive: link,
    negative: link,
    latent_image: link,
    add_noise: z.enum(['enable', 'disable']),
    noise_seed: seed,
    steps: z.int().min(1),
    cfg: z.number(),
    sampler_name: text,
    scheduler: text,
    start_at_step: z.int(),
    end_at_step: z.int(),
    return_with_leftover_noise: z.enum(['enable', 'disable']),
  }),
  EmptyHunyuanVideo15Latent: z.strictObject(latent),
  EmptyHunyuanLatentVideo: z.strictObject(latent),
  LoadImage: z.strictObject({ image: text }),
  CLIPVisionLoader: z.strictObject({ clip_name: text }),
  CLIPVisionEncode: z.strictObject({ clip_vision: link, image: link, crop: text }),
  HunyuanVideo15ImageToVideo: z.strictObject({
    ...conditioning,
    ...latent,
    start_image: link,
    clip_vision_output: link,
  }),
  WanImageToVideo: z.strictObject({ ...conditioning, ...latent, start_image: link }),
  WanFirstLastFrameToVideo: z.strictObject({
    ...conditioning,
    ...latent,
    start_image: link,
    end_image: link,
  }),
  VAEDecode: z.strictObject({ samples: link, vae: link }),
  CreateVideo: z.strictObject({ images: link, fps: z.number() }),
  SaveVideo: z.strictObject({
    video: link,
    // Ours alone, and never a way out of the folder.
    filename_prefix: z.string().regex(/^[a-z]+\/[0-9a-f-]+$/),
    format: text,
    codec: text,
  }),
}

export const nodeClasses: readonly string[] = Object.keys(classes)

const graphShape = z.record(
  z.string(),
  z.strictObject({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) }),
)

/** The graph, or the errors of its nodes as `/prompt` answers them. */
export function readGraph(
  sent: unknown,
  files: ReadonlyMap<string, unknown>,
): { readonly graph: ComfyGraph } | { readonly nodeErrors: object } {
  const nodes = graphShape.parse(sent)
  const nodeErrors = Object.fromEntries(
    Object.entries(nodes).flatMap(([id, node]) => {
      const wrong = whyInvalid(node, nodes, files)
      if (wrong === null) return []
      const errors = [{ type: 'custom_validation_failed', message: wrong, details: '', extra_info: {} }]
      return [[id, { errors, dependent_outputs: [], class_type: node.class_type }]]
    }),
  )
  if (Object.keys(nodeErrors).length > 0) return { nodeErrors }
  const find = (name: string) => Object.entries(nodes).find(([, node]) => name in node.inputs)
  const [outputNode = '', save] = find('filename_prefix') ?? []
  const size = find('length')?.[1].inputs
  const fps = Number(find('fps')?.[1].inputs['fps'])
  const [width, height, length] = [size?.['width'], size?.['height'], size?.['length']].map(Number)
  return {
    graph: {
      nodes,
      identity: JSON.stringify(nodes),
      outputNode,
      fileName: `${String(save?.inputs['filename_prefix']).split('/')[1]}_00001_.mp4`,
      film: { seconds: (length ?? 0) / fps, width: width ?? 0, height: height ?? 0 },
    },
  }
}

function whyInvalid(
  { class_type: name, inputs }: Node,
  nodes: Readonly<Record<string, Node>>,
  files: ReadonlyMap<string, unknown>,
): string | null {
  const shape = classes[name]
  if (shape === undefined) return `there is no node ${name}`
  const read = shape.safeParse(inputs)
  if (!read.success) return z.prettifyError(read.error)
  const loose = Object.values(inputs).find((value) => Array.isArray(value) && !(String(value[0]) in nodes))
  if (loose !== undefined) return `bad linked input ${JSON.stringify(loose)}`
  const { image } = inputs
  return name === 'LoadImage' && !files.has(String(image)) ? `Invalid image file: ${String(image)}` : null
}
