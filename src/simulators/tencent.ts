import { z } from 'zod'
import { filmOf } from './film-of.ts'
import { type Answer, type Received, type Simulator, startSimulator } from './simulator.ts'
import { refusal, success, type Tc3Product, whyUnsigned } from './tc3.ts'

/** MPS itself, as far as its pages say it (vendors-veo-sora-hunyuan-comfyui.md 6.1). */
export type TencentSimulator = Simulator & {
  readonly taken: readonly Task[]
  readonly fates: Fate[]
}
export type Fate = { readonly states?: readonly string[]; readonly words?: string }
export type Task = {
  readonly id: string
  readonly body: z.output<typeof created>
  readonly fate: Fate
  looks: number
}

const text = z.string().min(1)
const created = z.strictObject({
  ModelName: text,
  ModelVersion: text.optional(),
  SceneType: text.optional(),
  Prompt: text.max(2000).optional(),
  NegativePrompt: text.optional(),
  EnhancePrompt: z.boolean().optional(),
  ImageUrl: z.url().optional(),
  LastImageUrl: z.url().optional(),
  ImageInfos: z
    .array(z.strictObject({ ImageUrl: z.url(), ReferenceType: text.optional(), Text: text.optional() }))
    .optional(),
  VideoInfos: z
    .array(z.strictObject({ VideoUrl: z.url(), ReferType: text, KeepOriginalSound: text }))
    .optional(),
  AudioInfos: z.array(z.strictObject({ AudioUrl: z.url() })).optional(),
  Duration: z.int().optional(),
  ExtraParameters: z
    .strictObject({
      Resolution: text.optional(),
      AspectRatio: text.optional(),
      EnableAudio: z.boolean().optional(),
      LogoAdd: z.int().optional(),
      OffPeak: z.boolean().optional(),
      EnableBgm: z.boolean().optional(),
    })
    .optional(),
  AdditionalParameters: text.optional(),
  Operator: text.optional(),
})

export async function simulateTencent(product: Tc3Product, port = 0): Promise<TencentSimulator> {
  const tasks: Task[] = []
  const fates: Fate[] = []
  let address = ''

  function answer(received: Received, complain: (what: string) => void): Answer {
    const unsigned = whyUnsigned(received, product)
    if (unsigned !== null) return refusal(unsigned, 'the request is not signed as it should be')
    switch (String(received.headers['x-tc-action'])) {
      case 'CreateAigcVideoTask': {
        const read = created.safeParse(received.body)
        if (!read.success) {
          complain(z.prettifyError(read.error))
          return refusal('UnknownParameter', z.prettifyError(read.error))
        }
        const task = {
          id: `4-AigcVideo-${tasks.length}`,
          body: read.data,
          fate: fates.shift() ?? {},
          looks: 0,
        }
        tasks.push(task)
        return success({ TaskId: task.id })
      }
      case 'DescribeAigcVideoTask': {
        const { TaskId } = z.strictObject({ TaskId: z.string() }).parse(received.body)
        const task = tasks.find(({ id }) => id === TaskId)
        if (task === undefined) return refusal('ResourceNotFound.TaskNotFound', 'task not found')
        const states = task.fate.states ?? ['WAIT', 'RUN', 'DONE']
        const Status = states[Math.min(task.looks++, states.length - 1)]
        const VideoUrls = Status === 'DONE' ? [`${address}/films/${task.id}.mp4`] : []
        return success({
          Status,
          VideoUrls,
          Resolution: Status === 'DONE' ? '1280*720' : '',
          Message: Status === 'FAIL' ? (task.fate.words ?? '') : '',
        })
      }
      default:
        return refusal('InvalidAction', 'no such action')
    }
  }
  const simulator = await startSimulator(
    [
      { name: 'call', method: 'POST', path: /^\/$/, answer },
      {
        name: 'download',
        method: 'GET',
        path: /^\/films\/.+\.mp4$/,
        async answer({ path }) {
          const task = tasks.find(({ id }) => path.includes(id))
          return { body: await filmOf({ seconds: task?.body.Duration ?? 5, width: 1280, height: 720 }) }
        },
      },
    ],
    port,
  )
  address = simulator.url
  return { ...simulator, fates, taken: tasks }
}
