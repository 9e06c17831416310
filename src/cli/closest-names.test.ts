import { expect, test } from 'vitest'
import { closestNames } from './closest-names.ts'

const names = ['first', 'team-a', 'team-b', 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE']

test.each([
  ['frist', '; did you mean first?'],
  ['team-b', '; did you mean team-b or team-a?'],
  ['AKIDz8k', '; did you mean AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE?'],
  ['zebra', ''],
  ['', ''],
])('the names that come close to %j: %s', (given, suggestion) => {
  expect(closestNames(given, names)).toBe(suggestion)
})

test('no more than three are named', () => {
  const many = Array.from({ length: 50 }, (_, number) => `team-${number}`)
  expect(closestNames('team-1x', many).split(' or ').length).toBe(3)
})
