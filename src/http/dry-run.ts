import type { Job } from '../catalog/job.ts'
import { ApiError } from '../contract/api-error.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { moneyText } from '../contract/money.ts'
import { text, type Text, told } from '../contract/text.ts'
import type { Quote } from '../vendors/registry.ts'

/** The answer to a create with `DryRun: true` that has passed every room: what would be sent, and what it would cost. */
export function dryRunAnswer(
  request: CreateAigcVideoTaskRequest,
  job: Job,
  vendor: string,
  price: Quote | null,
): ApiError {
  const values = valuesOf(job)
  const source = sources[job.mode]
  const defaults = values.filter(({ sent }) => sent(request) === undefined).map(wordsOf)
  const cost = priceOf(price)
  const message = told((say) =>
    [
      say('The request would have succeeded, but `DryRun` is set. ', '请求会成功，但设置了 `DryRun`。'),
      say(`The vendor ${vendor} would make a video from `, `供应商 ${vendor} 将根据`),
      say(`${source.en}, `, `${source.zh}生成视频，`),
      job.audio ? say('with sound: ', '有声：') : say('without sound: ', '无声：'),
      values.map(wordsOf).join(', '),
      say('. ', '。'),
      defaults.length === 0
        ? ''
        : say(`Filled in: ${defaults.join(', ')}. `, `默认填入：${defaults.join(', ')}。`),
      say(`Price: ${cost.en}.`, `价格：${cost.zh}。`),
    ].join(''),
  )
  return new ApiError('DryRunOperation', {}, { message })
}

const sources: Readonly<Record<Job['mode'], Text>> = {
  text: text('the prompt', '提示词'),
  image: text('an image', '一张图片'),
  frames: text('two frames', '首尾帧'),
  references: text('reference images', '参考图'),
  video: text('a video', '视频'),
}

/** A value under its wire name, and where the caller may have sent it. */
type Value = {
  readonly name: string
  readonly value: string | number | null | undefined
  readonly sent: (request: CreateAigcVideoTaskRequest) => unknown
}

const wordsOf = ({ name, value }: Value): string => `${name} ${value}`

function valuesOf(job: Job): readonly Value[] {
  const values: readonly Value[] = [
    { name: 'ModelName', value: job.family, sent: ({ ModelName }) => ModelName },
    { name: 'ModelVersion', value: job.version, sent: ({ ModelVersion }) => ModelVersion },
    { name: 'Duration', value: job.durationSeconds, sent: ({ Duration }) => Duration },
    { name: 'Resolution', value: job.resolution, sent: ({ ExtraParameters }) => ExtraParameters?.Resolution },
    {
      name: 'AspectRatio',
      value: job.aspectRatio,
      sent: ({ ExtraParameters }) => ExtraParameters?.AspectRatio,
    },
  ]
  return values.filter(({ value }) => value !== undefined && value !== null)
}

function priceOf(quote: Quote | null): Text {
  if (quote === null) return text("not known here; see the vendor's price list", '未知，请查阅供应商价目表')
  const { money, source, date, uncertain } = quote
  if (money.micros === 0n) return text('free', '免费')
  const words = moneyText(money)
  return text(
    `${words} (${source}, ${date}${uncertain === undefined ? '' : `; uncertain: ${uncertain}`})`,
    `${words}（${source}，${date}${uncertain === undefined ? '' : '；不确定'}）`,
  )
}
