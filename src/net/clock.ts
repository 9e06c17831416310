/** The only source of the time of day, so that a test can stand in another hour. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }
