import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type OpenAiSimulator, simulateOpenAiVideos } from '../../src/simulators/openai.ts'
import { createOpenAiVideosVendor } from '../../src/vendors/openai/vendor.ts'
import type { VendorRequest } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { linkTo } from './linked.ts'

/**
 * OpenAI's own schema (openai-openapi f85dbe2, 2026-08-21, MIT) judges both sides: what the adapter sends, and what the
 * simulator answers. Zod reads it, so that no mock server and no further package is needed.
 */
const specification = JSON.parse(
  readFileSync(new URL('schemas/openai-videos.json', import.meta.url), 'utf8'),
) as { components: { schemas: object } }

function schemaOf(name: string): z.ZodType {
  const schema = { $ref: `#/components/schemas/${name}`, $defs: specification.components.schemas }
  return z.fromJSONSchema(JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')))
}
const body = schemaOf('CreateVideoJsonBody')
const video = schemaOf('VideoResource')

let simulator: OpenAiSimulator
beforeEach(async () => void (simulator = await simulateOpenAiVideos('the-key')))
afterEach(() => simulator.close())

test.each(jobsOf('OS', '2026-01-08'))(
  '$title is sent and shown as the schema has it',
  async ({ job, inputs }) => {
    const settings = { apiKey: 'the-key', baseUrl: simulator.url, model: 'sora-2', textAs: 'json' } as const
    const vendor = createOpenAiVideosVendor(settings)
    const link = linkTo(vendor, simulator.url)
    const sent: VendorRequest[] = []
    const answers: unknown[] = []
    const heard = {
      ...link,
      send: async (request: VendorRequest) => {
        sent.push(request)
        const response = await link.send(request)
        answers.push(response.body)
        return response
      },
    }
    const ticket = await vendor.submit(vendor.compose(job, inputs), heard)
    for (let looks = 0; looks < 3; looks++) await vendor.check(ticket, heard)
    // In a form every member is text; the file is a part of its own.
    expect(body.safeParse(sent[0]?.body ?? sent[0]?.form?.fields).error).toBeUndefined()
    for (const answer of answers) expect(video.safeParse(answer).error).toBeUndefined()
    expect(answers).toHaveLength(4)
  },
)

test('the schema can say no', () => {
  expect(body.safeParse({ prompt: 'a cat', seconds: '7' }).success).toBe(false)
  expect(video.safeParse({ id: 'video_1' }).success).toBe(false)
})
