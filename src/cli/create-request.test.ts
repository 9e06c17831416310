import { describe, expect, test } from 'vitest'
import { createAigcVideoTaskRequest } from '../contract/shapes.ts'
import { requestOf } from './create-request.ts'

describe('the flags of reelay create', () => {
  test('become the members of the request, and nothing that was not given', () => {
    const request = requestOf({
      prompt: 'a cat runs',
      model: 'Kling',
      'model-version': '2.6',
      image: './cat.png',
      duration: '5',
      resolution: '720P',
      'aspect-ratio': '16:9',
      'negative-prompt': 'rain',
      'enhance-prompt': true,
    })
    expect(request).toEqual({
      Prompt: 'a cat runs',
      ModelName: 'Kling',
      ModelVersion: '2.6',
      ImageUrl: './cat.png',
      Duration: 5,
      ExtraParameters: { Resolution: '720P', AspectRatio: '16:9' },
      NegativePrompt: 'rain',
      EnhancePrompt: true,
    })
    expect(createAigcVideoTaskRequest.safeParse(request).success).toBe(true)
    expect(requestOf({})).toEqual({})
  })

  test('win over --parameters, member by member', () => {
    const parameters =
      '{"Prompt":"a dog","Operator":"me","ExtraParameters":{"Resolution":"1080P","AspectRatio":"1:1"}}'
    expect(requestOf({ parameters, prompt: 'a cat', resolution: '720P' })).toEqual({
      Prompt: 'a cat',
      Operator: 'me',
      ExtraParameters: { Resolution: '720P', AspectRatio: '1:1' },
    })
  })

  test('give a reference its type in front, and leave URLs with an equals sign alone', () => {
    const reference = ['cat.png', 'style=paper.png', 'https://a.example/b?c=d', './a=b.png']
    expect(requestOf({ reference })['ImageInfos']).toEqual([
      { ImageUrl: 'cat.png' },
      { ImageUrl: 'paper.png', ReferenceType: 'style' },
      { ImageUrl: 'https://a.example/b?c=d' },
      { ImageUrl: './a=b.png' },
    ])
  })

  test.each([
    [{ duration: '5s' }, /whole seconds/],
    [{ parameters: '{' }, /not JSON/],
    [{ parameters: '[1]' }, /takes a JSON object/],
  ])('%j are refused before anything is sent', (flags, message) => {
    expect(() => requestOf(flags)).toThrow(message)
  })
})
