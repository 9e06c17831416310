import { describe, expect, test } from 'vitest'
import { ApiRefusal } from './api-client.ts'
import { UserError } from './command.ts'
import { untilEnded } from './watch-task.ts'

const away = new UserError('Cannot reach http://127.0.0.1:9000: the server refused the connection.')
const state = (status: string) => ({ Status: status, VideoUrls: [], Resolution: '', Message: '' })

/** Watches a task through a client that brings these answers, the last one again and again. */
async function watch(answers: readonly (object | Error)[]) {
  const shown: string[] = []
  let looks = 0
  const bring = () => {
    const answer = answers[Math.min(looks++, answers.length - 1)]
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ ...answer })
  }
  const progress = { say: () => {}, show: (line: string) => void shown.push(line), end: () => {} }
  const pause = <Value>(_milliseconds?: number, value?: Value) => Promise.resolve(value as Value)
  const { signal } = new AbortController()
  const ended = await untilEnded({ call: bring, upload: bring }, 'a task', progress, signal, pause).then(
    ({ status }) => status,
    (error: unknown) => error,
  )
  return { ended, shown, looks: () => looks }
}

describe('who watches a task', () => {
  test('waits for a server that is started anew', async () => {
    const { ended, shown } = await watch([state('RUN'), away, away, state('RUN'), state('DONE')])
    expect(ended).toBe('DONE')
    const silence = 'the server does not answer'
    expect(shown).toEqual(['RUN', silence, silence, 'RUN', 'DONE'])
  })
  test('does not wait for a server that never answered', async () => {
    const { ended, looks } = await watch([away])
    expect([ended, looks()]).toEqual([away, 1])
  })
  test('does not wait for ever', async () => {
    const { ended, looks } = await watch([state('RUN'), away])
    expect([ended, looks()]).toEqual([away, 14])
  })
  test('is told a refusal at once', async () => {
    const refusal = new ApiRefusal('ResourceNotFound.TaskNotFound', 'The task does not exist.', '')
    const { ended, looks } = await watch([state('RUN'), refusal])
    expect([ended, looks()]).toEqual([refusal, 2])
  })
})
