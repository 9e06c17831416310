import { z } from 'zod'
import { closest } from '../contract/closest.ts'
import { parseAmount } from '../contract/money.ts'

/** One value or several. */
const listOf = <Schema extends z.ZodType>(value: Schema) =>
  z.union([z.array(value).min(1), value.transform((single) => [single])]).exactOptional()

const word = z.string('It has to be a text').min(1)
const seconds = z.number('It has to be a number of seconds').int().min(1).max(86_400)
const yesOrNo = z.boolean('It has to be true or false')

/** What the price may depend on: the members of a job. */
const facts = {
  family: listOf(word),
  version: listOf(word),
  mode: listOf(z.enum(['text', 'image', 'frames', 'references', 'video'])),
  resolution: listOf(word.transform((name) => name.toUpperCase())),
  durationSeconds: listOf(seconds),
  audio: listOf(yesOrNo),
  offPeak: listOf(yesOrNo),
  videoInput: listOf(yesOrNo),
  scene: listOf(word),
}

const perUnitMax = 1_000_000

/** In JSON also as a number: its shortest spelling is what was written. */
const amount = z.union([z.string(), z.number().transform(String)]).refine((text) => {
  const micros = parseAmount(text)
  return micros !== null && micros <= BigInt(perUnitMax) * 1_000_000n
}, `It has to be an amount such as "0.042": at most six decimals, no sign, at most ${perUnitMax}`)

const members = {
  when: z.strictObject(facts).exactOptional(),
  amount,
  currency: z
    .string('It has to be a currency such as USD, or a vendor’s unit such as credits')
    .regex(/^[A-Za-z][A-Za-z0-9-]{1,15}$/, 'It has to be a currency such as USD, or a unit such as credits'),
  per: z
    .union(
      [z.enum(['video', 'second']), z.strictObject({ seconds })],
      'It has to be "video", "second", or { "seconds": 6 } for every 6 seconds begun',
    )
    .default('second'),
  source: word.max(200).default("the operator's price list"),
  date: z.iso.date('It has to be the day from which the price holds: 2026-11-01'),
}

const prices = z.record(
  z.string(),
  z.array(z.strictObject(members), 'It has to be a list of rows').max(1000),
  'It has to be an object with a list of rows for each vendor: {"kling": [{"amount": "0.03", ...}]}',
)

/**
 * The setting `prices`: rows of an operator's own by vendor, each with the path of what is wrong with it, because a list
 * of prices is long.
 */
export const ownPrices = z
  .preprocess((value) => (typeof value === 'string' ? parsed(value) : value), z.unknown())
  .transform((value, context) => {
    const read = prices.safeParse(value ?? {})
    if (read.success) {
      for (const message of deadRows(read.data)) context.addIssue({ code: 'custom', message })
      return read.data
    }
    for (const issue of read.error.issues) context.addIssue({ code: 'custom', message: explained(issue) })
    return z.NEVER
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function explained(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join('.') || 'prices'
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.includes('when') ? Object.keys(facts) : Object.keys(members)
    return issue.keys
      .map((key) => {
        const near = closest(key, known)
        return `${place}: there is no member ${key}; ${near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`}`
      })
      .join('; ')
  }
  return `${place}: ${issue.message}`
}

/** Whoever writes a row means it to decide something. */
function deadRows(lists: z.output<typeof prices>): string[] {
  return Object.entries(lists).flatMap(([vendor, rows]) => {
    const last = rows.findIndex(({ when }) => when === undefined || Object.keys(when).length === 0)
    return last < 0 || last === rows.length - 1
      ? []
      : [
          `${vendor}.${last + 1} never decides: the row before it has no "when", and the first row that applies decides`,
        ]
  })
}
