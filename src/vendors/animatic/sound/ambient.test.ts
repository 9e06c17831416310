import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { createAmbient } from './ambient.ts'
import { loudnessOf } from './loudness.ts'
import { moodOf } from './mood.ts'
import type { Stereo } from './stereo.ts'

const FFMPEG_HERE = spawnSync('ffmpeg', ['-version']).status === 0
if (!FFMPEG_HERE)
  console.warn('There is no ffmpeg on this machine: loudness is measured by our own meter alone.')

const PLACES = [
  'a lake at dusk',
  'the ocean',
  'a neon city in the rain',
  'a planet in space',
  'mountains',
  '',
]

const channelsOf = (samples: Int16Array): Stereo => ({
  left: Float32Array.from({ length: samples.length / 2 }, (_, index) => samples[index * 2]! / 32_767),
  right: Float32Array.from({ length: samples.length / 2 }, (_, index) => samples[index * 2 + 1]! / 32_767),
})

describe('the ambient sound', () => {
  test.each([1, 5, 8])('is stereo at 48 kHz and exactly %i seconds long', (seconds) => {
    expect(createAmbient(seconds, 1, moodOf({})).length).toBe(seconds * 48_000 * 2)
  })

  test.each(PLACES)('is near -25 LUFS and never clips: "%s"', (place) => {
    const samples = createAmbient(4, 99, moodOf({ place }))
    expect(loudnessOf(channelsOf(samples))).toBeCloseTo(-25, 1)
    expect(samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0)).toBeLessThan(24_000)
  })

  test('begins and ends in silence', () => {
    const samples = createAmbient(3, 5, moodOf({ place: 'ocean' }))
    for (const value of [...samples.subarray(0, 20), ...samples.subarray(-20)])
      expect(Math.abs(value)).toBeLessThan(8)
  })

  test('depends on the seed and the mood, and on nothing else', () => {
    const rain = moodOf({ weather: 'rain' })
    expect(createAmbient(1, 7, rain)).toEqual(createAmbient(1, 7, rain))
    expect(createAmbient(1, 8, rain)).not.toEqual(createAmbient(1, 7, rain))
    expect(createAmbient(1, 7, moodOf({}))).not.toEqual(createAmbient(1, 7, rain))
  })

  test.runIf(FFMPEG_HERE)('has the loudness that ffmpeg measures', () => {
    const samples = createAmbient(8, 3, moodOf({ place: 'the ocean' }))
    const input = ['-f', 's16le', '-ar', '48000', '-ac', '2', '-i', 'pipe:0']
    const { stderr } = spawnSync('ffmpeg', [...input, '-af', 'ebur128', '-f', 'null', '-'], {
      input: Buffer.from(samples.buffer),
      encoding: 'utf8',
    })
    const measured = /Integrated loudness:\s+I:\s+(-[\d.]+) LUFS/.exec(stderr)?.[1]
    expect(Math.abs(Number(measured) + 25)).toBeLessThan(1)
  })
})

describe('the mood', () => {
  test('is heard from the words of the notes, in lists as well', () => {
    expect(moodOf({ place: 'lake' }).water).toBeGreaterThan(0)
    expect(moodOf({ words: ['neon', 'city'], weather: 'rain' })).toMatchObject({
      city: 1,
      rain: 1,
      dark: true,
    })
    expect(moodOf({ place: 'space' })).toMatchObject({ wind: 0, space: 1 })
  })

  test('is a light wind when the notes say nothing', () => {
    expect(moodOf({ layers: 5, mirrored: true })).toEqual({
      wind: 0.5,
      water: 0,
      rain: 0,
      city: 0,
      space: 0,
      dark: false,
    })
  })
})
