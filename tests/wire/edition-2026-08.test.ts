import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleKey, startWireServer, type WireServer } from './wire-server.ts'

// The SDK as its users load it: its types are those of August 2026.
const domestic = createRequire(import.meta.url)('tencentcloud-sdk-nodejs-mps').mps.v20190612

let later: WireServer
let seed: WireServer
beforeAll(async () => {
  later = await startWireServer({ edition: '2026-08' })
  seed = await startWireServer({ edition: '2026-01-08' })
})
afterAll(async () => {
  for (const server of [later, seed]) {
    expect(server.failures).toEqual([])
    await server.close()
  }
})

const settings = ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1'].flatMap((signMethod) =>
  ['POST', 'GET'].map((reqMethod) => ({ signMethod, reqMethod })),
)

const following = {
  ModelName: 'Kling',
  ModelVersion: '3.0-Omni',
  Prompt: 'she dances & laughs; 她在跳舞',
  ImageInfos: [{ ImageUrl: 'https://example.com/she.png?x=1&y=2' }],
  VideoInfos: [{ VideoUrl: 'https://example.com/dance.mp4', ReferType: 'feature', KeepOriginalSound: 'yes' }],
  Duration: 6,
  ExtraParameters: { Resolution: '1080P', LogoAdd: 1, EnableAudio: false },
}
const speaking = {
  ModelName: 'Kling',
  SceneType: 'avatar_i2v',
  ImageUrl: 'https://example.com/she.png',
  AudioInfos: [{ AudioUrl: 'https://example.com/speech.mp3' }],
}
const quiet = {
  ModelName: 'Vidu',
  ModelVersion: 'q2',
  Prompt: 'rain',
  ExtraParameters: { OffPeak: true, EnableBgm: true },
}

describe.each(settings)('tencentcloud-sdk-nodejs-mps with $signMethod and $reqMethod', (setting) => {
  const create = (server: WireServer, request: object): Promise<unknown> => {
    const { signMethod, reqMethod } = setting
    const httpProfile = { endpoint: server.host, protocol: 'http://', reqMethod }
    const client = new domestic.Client({
      credential: exampleKey,
      region: 'ap-guangzhou',
      profile: { signMethod, httpProfile },
    })
    return client.CreateAigcVideoTask(request)
  }

  test.each([
    [
      'a video to follow',
      following,
      {
        mode: 'video',
        watermark: true,
        audio: false,
        videos: [
          {
            parameter: 'VideoInfos.0.VideoUrl',
            url: 'https://example.com/dance.mp4',
            use: 'feature',
            keepOriginalSound: true,
          },
        ],
      },
    ],
    [
      'a scene and a sound',
      speaking,
      {
        sceneType: 'avatar_i2v',
        audio: true,
        audios: [{ parameter: 'AudioInfos.0.AudioUrl', url: 'https://example.com/speech.mp3' }],
      },
    ],
    ['the cheap hours and music', quiet, { offPeak: true, backgroundMusic: true, watermark: false }],
  ])('creates a task with %s in edition 2026-08, every parameter as meant', async (_, request, job) => {
    await create(later, request)
    expect(later.creations.at(-1)?.request).toEqual(request)
    expect(later.creations.at(-1)?.job).toMatchObject(job)
  })

  test.each([
    ['SceneType', { SceneType: 'motion_control' }],
    ['VideoInfos', { VideoInfos: following.VideoInfos }],
    ['AudioInfos', { AudioInfos: speaking.AudioInfos }],
    ['ExtraParameters.EnableAudio', { ExtraParameters: { EnableAudio: true } }],
    ['ExtraParameters.LogoAdd', { ExtraParameters: { LogoAdd: 1 } }],
  ])('is told by the seed edition that %s is not recognized', async (path, members) => {
    await expect(create(seed, { ModelName: 'Kling', Prompt: 'x', ...members })).rejects.toMatchObject({
      code: 'UnknownParameter',
      message: expect.stringContaining(`\`${path}\``),
    })
    expect(seed.creations).toEqual([])
  })

  test('is told which switch a model does not have', async () => {
    const request = { ModelName: 'Hailuo', Prompt: 'x', ExtraParameters: { EnableAudio: true } }
    await expect(create(later, request)).rejects.toMatchObject({
      code: 'InvalidParameterValue',
      message: expect.stringContaining('Hailuo clips are silent'),
    })
  })
})
