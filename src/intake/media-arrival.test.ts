import { readdir } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { expect, describe, test } from 'vitest'
import type { NamedAudio, NamedVideo } from '../catalog/job.ts'
import { picture } from './testing/test-images.ts'
import { openIntake, testJob } from '../../tests/support/caller-intake.ts'
import { testSound, testVideo } from './testing/test-media.ts'

const jpeg = await picture().jpeg().toBuffer()
const mp4 = testVideo('mp4')
const fastMp4 = testVideo('mp4', '+faststart')
const wav = testSound('wav')

const video = (url: string, index = 0): NamedVideo => ({
  parameter: `VideoInfos.${index}.VideoUrl`,
  url,
  use: 'feature',
  keepOriginalSound: true,
})
const audio = (url: string, index = 0): NamedAudio => ({ parameter: `AudioInfos.${index}.AudioUrl`, url })

async function open(files: Parameters<typeof openIntake>[0]) {
  const opened = await openIntake(files)
  const { url, stage } = opened
  return {
    ...opened,
    stageVideo: (name: string) => stage([], { videos: [video(url(name))] }),
    stageAudio: (name: string) => stage([], { audios: [audio(url(name))] }),
  }
}

describe('videos', () => {
  test.each([
    ['mp4', mp4],
    ['mp4', fastMp4],
    ['mp4', testVideo('mp4', '+frag_keyframe+empty_moov')],
    ['mov', testVideo('mov')],
    ['webm', testVideo('webm')],
  ])('in %s are staged as they came, whatever their name', async (format, bytes) => {
    const { stageVideo, store } = await open({ 'cat.jpg': bytes })
    const staging = await stageVideo('cat.jpg')
    if (staging.outcome !== 'staged') throw new Error(staging.message)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(staging.inputs.videos).toEqual([
      {
        parameter: 'VideoInfos.0.VideoUrl',
        use: 'feature',
        keepOriginalSound: true,
        key: `intake/task-1/${sha256}.${format}`,
        sha256,
        format,
        width: 320,
        height: 180,
        durationSeconds: expect.closeTo(2, 0),
        sizeBytes: bytes.length,
      },
    ])
    expect((await buffer(await store.read(`intake/task-1/${sha256}.${format}`))).equals(bytes)).toBe(true)
  })

  test('that are cut off are refused with the parameter', async () => {
    const { stageVideo } = await open({ half: fastMp4.subarray(0, fastMp4.length / 2) })
    expect(await stageVideo('half')).toEqual({
      outcome: 'refused',
      message: 'VideoInfos.0.VideoUrl: it is cut off or damaged',
    })
  })

  test.each([
    ['a JPEG image', jpeg],
    ['a web page', Buffer.from('<!doctype html><title>Sign in</title>')],
    ['a WebM or Matroska video', testVideo('mkv')],
    ['an AVI video', testVideo('avi')],
    ['a WAV sound', wav],
  ])('of another kind are refused by name: %s', async (likeness, bytes) => {
    const { stageVideo } = await open({ 'film.mp4': bytes })
    expect(await stageVideo('film.mp4')).toEqual({
      outcome: 'refused',
      message: `VideoInfos.0.VideoUrl: it is ${likeness}; send MP4, MOV or WebM`,
    })
  })

  test('that are empty, nothing known, missing or without a picture are refused with the reason', async () => {
    const { stageVideo } = await open({
      empty: Buffer.alloc(0),
      text: Buffer.from('hello '.repeat(100)),
      sound: testSound('m4a'),
    })
    const reasons = {
      empty: 'the file is empty',
      text: 'it is no video that is known here; send MP4, MOV or WebM',
      missing: '404 from the server',
      sound: 'there is no picture in it',
    }
    for (const [name, reason] of Object.entries(reasons))
      expect(await stageVideo(name)).toEqual({
        outcome: 'refused',
        message: `VideoInfos.0.VideoUrl: ${reason}`,
      })
  })

  test('beyond 200 MB are refused by their first answer, and none of it stays on the disk', async () => {
    const { stageVideo, scratchDirectory } = await open({
      large: (_request, response) => {
        response.writeHead(200, { 'content-length': 200 * 1024 ** 2 + 1 }).flushHeaders()
      },
    })
    expect(await stageVideo('large')).toMatchObject({ message: 'VideoInfos.0.VideoUrl: larger than 200 MB' })
    expect(await readdir(scratchDirectory, { recursive: true })).toEqual(['task-1'])
  })

  test(
    'whose index was made to keep its reader busy for ever are given up',
    { timeout: 90_000 },
    async () => {
      const endless = Buffer.from(fastMp4)
      // The count of samples in `stts`, and of those of one size in `stsz`: four thousand million.
      const times = endless.indexOf('stts') + 4
      endless.writeUInt32BE(0xffff_fff0, times + 8)
      const sizes = endless.indexOf('stsz') + 4
      endless.writeUInt32BE(1, sizes + 4)
      endless.writeUInt32BE(0xffff_fff0, sizes + 8)
      const { stageVideo } = await open({ endless })
      expect(await stageVideo('endless')).toMatchObject({ outcome: 'refused' })
    },
  )
})

describe('sounds', () => {
  test.each(['mp3', 'wav', 'm4a', 'aac'])('in %s are staged as they came', async (format) => {
    const bytes = testSound(format)
    const { stageAudio } = await open({ 'tone.bin': bytes })
    expect(await stageAudio('tone.bin')).toMatchObject({
      outcome: 'staged',
      inputs: {
        audios: [
          {
            parameter: 'AudioInfos.0.AudioUrl',
            format,
            durationSeconds: expect.closeTo(2, 0),
            sizeBytes: bytes.length,
          },
        ],
      },
    })
  })

  test('that are cut off before the length that they promise are refused', async () => {
    const m4a = testSound('m4a')
    const { stageAudio } = await open({
      wav: wav.subarray(0, wav.length - 100),
      m4a: m4a.subarray(0, m4a.length / 2),
    })
    for (const name of ['wav', 'm4a'])
      expect(await stageAudio(name)).toMatchObject({
        message: 'AudioInfos.0.AudioUrl: it is cut off or damaged',
      })
  })

  test('that are a video, an image or larger than 20 MB are refused with the reason', async () => {
    const { stageAudio } = await open({ mp4, jpeg, large: Buffer.alloc(20 * 1024 ** 2 + 1) })
    const reasons = {
      mp4: 'it is a video; send MP3, WAV, M4A or AAC',
      jpeg: 'it is a JPEG image; send MP3, WAV, M4A or AAC',
      large: 'larger than 20 MB',
    }
    for (const [name, reason] of Object.entries(reasons))
      expect(await stageAudio(name)).toEqual({
        outcome: 'refused',
        message: `AudioInfos.0.AudioUrl: ${reason}`,
      })
  })
})

test('images, videos and sounds are staged together, in the order of the job, each URL once', async () => {
  const { stage, url, asked, store, intake } = await open({ jpeg, mp4, wav })
  const staging = await stage([{ parameter: 'ImageUrl', role: 'first', url: url('jpeg') }], {
    videos: [video(url('mp4')), video(url('mp4'), 1)],
    audios: [audio(url('wav'))],
  })
  if (staging.outcome !== 'staged') throw new Error(staging.message)
  const { images, videos, audios } = staging.inputs
  expect([...images, ...videos, ...audios].map(({ parameter }) => parameter)).toEqual([
    'ImageUrl',
    'VideoInfos.0.VideoUrl',
    'VideoInfos.1.VideoUrl',
    'AudioInfos.0.AudioUrl',
  ])
  expect(asked).toEqual(['/jpeg', '/mp4', '/wav'])
  await intake.release('task-1')
  for (const { key } of [...images, ...videos, ...audios]) expect(await store.stat(key)).toBeNull()
})

test('everything that is wrong is named at once', async () => {
  const { stage, url } = await open({ jpeg })
  const wrong = { videos: [video(url('jpeg'))], audios: [audio(url('nothing'))] }
  expect(await stage([{ parameter: 'ImageUrl', role: 'first', url: url('none') }], wrong)).toEqual({
    outcome: 'refused',
    message:
      'ImageUrl: 404 from the server; VideoInfos.0.VideoUrl: it is a JPEG image; send MP4, MOV or WebM; AudioInfos.0.AudioUrl: 404 from the server',
  })
})

test('an abort ends the reading of a video with its own reason', async () => {
  const controller = new AbortController()
  const stop = new Error('cancelled')
  const { intake, url } = await open({
    mp4: (_request, response) => {
      response.end(mp4)
      response.on('close', () => controller.abort(stop))
    },
  })
  const staging = intake.stage({ ...testJob, videos: [video(url('mp4'))] }, 'task-1', controller.signal)
  await expect(staging).rejects.toBe(stop)
})
