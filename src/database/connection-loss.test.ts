import { describe, expect, test } from 'vitest'
import { isDatabaseAway } from './connection-loss.ts'

const errorWith = (members: object) => Object.assign(new Error('x'), members)

describe('a database that is away', () => {
  test.each([
    errorWith({ code: '57P01' }),
    errorWith({ code: '08006' }),
    errorWith({ code: 'ECONNREFUSED', syscall: 'connect' }),
    errorWith({ code: 'ENOENT', syscall: 'connect' }),
    errorWith({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }),
    errorWith({ code: 'EPIPE', syscall: 'write' }),
    new AggregateError([errorWith({ code: 'ECONNREFUSED', syscall: 'connect' })]),
    new Error('Connection terminated unexpectedly'),
  ])('is known by %s', (error) => {
    expect(isDatabaseAway(error)).toBe(true)
  })

  test.each([
    errorWith({ code: '23505' }),
    errorWith({ code: 'ENOSPC', syscall: 'write' }),
    errorWith({ code: 'ENOENT', syscall: 'open' }),
    'no error at all',
  ])('is not what %s means', (error) => {
    expect(isDatabaseAway(error)).toBe(false)
  })
})
