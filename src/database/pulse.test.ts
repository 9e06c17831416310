import { beforeEach, describe, expect, test } from 'vitest'
import { createPulse, type Moment, type Pulse } from './pulse.ts'

let moment: Moment
let pulse: Pulse
const pass = (monotonicSeconds: number, wallSeconds = monotonicSeconds) => {
  moment = {
    monotonicMilliseconds: moment.monotonicMilliseconds + monotonicSeconds * 1000,
    wallMilliseconds: moment.wallMilliseconds + wallSeconds * 1000,
  }
}
const beatFor = (seconds: number) => {
  for (let beaten = 0; beaten < seconds; beaten += 2) {
    pass(2)
    pulse.beat(moment)
  }
}

beforeEach(() => {
  moment = { monotonicMilliseconds: 0, wallMilliseconds: 1_000_000 }
  pulse = createPulse(() => moment)
})

describe('a row of beats', () => {
  test('is as long as it is unbroken', () => {
    beatFor(20)
    expect(pulse.steadySeconds()).toBe(20)
    expect(pulse.silentSeconds()).toBe(0)
  })

  test('is over while no answer comes', () => {
    beatFor(20)
    pass(5)
    expect(pulse.steadySeconds()).toBe(0)
    expect(pulse.silentSeconds()).toBe(5)
  })

  test('begins anew after a gap', () => {
    beatFor(20)
    pass(30)
    pulse.beat(moment)
    expect(pulse.steadySeconds()).toBe(0)
    beatFor(4)
    expect(pulse.steadySeconds()).toBe(4)
  })

  test('begins anew with a new connection, however soon', () => {
    beatFor(20)
    pulse.interrupt()
    expect(pulse.steadySeconds()).toBe(0)
    beatFor(4)
    expect(pulse.steadySeconds()).toBe(4)
  })

  test.each([
    ['a sleep that only the wall clock saw', 0, 60],
    ['a freeze while the wall clock was set back', 60, -100],
  ])('is broken by %s', (_what, monotonicSeconds, wallSeconds) => {
    beatFor(20)
    pass(monotonicSeconds, wallSeconds)
    expect(pulse.silentSeconds()).toBe(60)
    pulse.beat(moment)
    expect(pulse.steadySeconds()).toBe(0)
  })
})
