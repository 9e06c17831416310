import { expect, test } from 'vitest'
import { steadyLinks } from './steady-links.ts'

const sha256 = '5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9'
const requestWith = (ImageUrl: string) => JSON.stringify({ ImageUrl, Prompt: 'a cat? yes' })
const upload = (query: string, name = `${sha256}.png`) =>
  requestWith(`http://127.0.0.1:9000/media/uploads/7/${name}?${query}`)

test('two links to one upload make the same request', () => {
  expect(steadyLinks(upload('expires=1&signature=a'))).toBe(steadyLinks(upload('expires=2&signature=b')))
  expect(JSON.parse(steadyLinks(upload('expires=1&signature=a')))).toMatchObject({ Prompt: 'a cat? yes' })
})

test('links to two uploads, and other URLs that differ in their query, do not', () => {
  const other = upload('expires=1&signature=a', `${sha256.replace('5', '6')}.png`)
  expect(steadyLinks(upload('expires=1&signature=a'))).not.toBe(steadyLinks(other))
  const url = requestWith('https://example.com/cat.png?size=1')
  expect(steadyLinks(url)).toBe(url)
})
