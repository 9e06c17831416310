import { expect, test } from 'vitest'
import { createProgress } from './progress.ts'

function told(isTTY: boolean): string {
  let text = ''
  const progress = createProgress({ isTTY, write: (more: string) => (text += more) })
  progress.say('TaskId 1')
  progress.show('RUN', 1.9)
  progress.show('RUN', 3.2)
  progress.show('DONE', 4)
  progress.end()
  progress.say('film.mp4')
  return text
}

test('on a terminal one line is rewritten, with the seconds', () => {
  expect(told(true)).toBe('TaskId 1\n\r\u001B[KRUN  1 s\r\u001B[KRUN  3 s\r\u001B[KDONE  4 s\nfilm.mp4\n')
})

test('elsewhere each state is a line of its own, once', () => {
  expect(told(false)).toBe('TaskId 1\nRUN  1 s\nDONE  4 s\nfilm.mp4\n')
})
