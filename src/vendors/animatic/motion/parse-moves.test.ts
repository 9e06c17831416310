import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movesFor } from './parse-moves.ts'

describe('English prompts', () => {
  test.each([
    ['Slow zoom in on the old clock', ['zoom-in']],
    ['The camera zooms slowly out to reveal the valley', ['zoom-out']],
    ['dolly forward through the forest', ['zoom-in']],
    ['A slow push-in', ['zoom-in']],
    ['tracking shot of a runner', ['zoom-in']],
    ['The drone flies over the mountains', ['zoom-in']],
    ['The camera pulls back', ['zoom-out']],
    ['pull-back shot of a stadium', ['zoom-out']],
    ['camera pans slowly to the left', ['pan-left']],
    ['Pan right across the skyline', ['pan-right']],
    ['The camera slowly tracks to the right', ['pan-right']],
    ['tilt up to the sky', ['tilt-up']],
    ['crane down', ['tilt-down']],
    ['The drone rises above the city', ['tilt-up']],
    ['The camera descends', ['tilt-down']],
    ['an orbit shot of a statue', ['orbit']],
    ['the camera circles around the dancer', ['orbit']],
    ['dutch angle', ['roll']],
    ['The camera rotates', ['roll']],
    ['Static shot of a lake', ['static']],
    ['no camera movement', ['static']],
    ['The camera remains completely still', ['static']],
    ['Zoom in and pan left', ['zoom-in', 'pan-left']],
    ['The camera rises slowly and moves backward', ['zoom-out', 'tilt-up']],
    ['handheld, zoom in', ['zoom-in', 'handheld']],
    ['Zoom in. No panning left.', ['zoom-in']],
    ['pan left and do not zoom', ['pan-left']],
  ])('%s', (prompt, moves) => {
    expect(movesFor(prompt, '', undefined, 1)).toEqual(moves)
  })
})

describe('Chinese prompts', () => {
  test.each([
    ['镜头缓慢推进', ['zoom-in']],
    ['镜头跟随人物', ['zoom-in']],
    ['镜头逐渐拉远，露出整座城市', ['zoom-out']],
    ['镜头向左平移', ['pan-left']],
    ['镜头慢慢向右移动', ['pan-right']],
    ['镜头上升', ['tilt-up']],
    ['无人机缓缓下降', ['tilt-down']],
    ['环绕镜头拍摄雕像', ['orbit']],
    ['旋转镜头', ['roll']],
    ['固定镜头，湖面平静', ['static']],
    ['镜头保持不动', ['static']],
    ['无人机航拍，镜头不断推进', ['zoom-in']],
    ['镜头推进，不要左摇', ['zoom-in']],
    ['手持拍摄，镜头推近', ['zoom-in', 'handheld']],
  ])('%s', (prompt, moves) => {
    expect(movesFor(prompt, '', undefined, 1)).toEqual(moves)
  })
})

describe('words that only sound like camera moves', () => {
  test.each([
    'Wide shot of rolling hills',
    'A dog rolls over in the grass',
    'A truck left the station',
    'Cars zoom past the window',
    'The ball moves to the left',
    'The sun rises over the sea',
    'A satellite in orbit above the planet',
    '小狗向左跑',
    '太阳升起',
    '',
  ])('%s', (prompt) => {
    for (let seed = 0; seed < 20; seed++) {
      const moves = movesFor(prompt, '', undefined, seed)
      expect(moves).toHaveLength(1)
      expect(['drift', 'zoom-in', 'orbit']).toContain(moves[0])
    }
  })
})

describe('the negative prompt', () => {
  test('takes out what it names', () => {
    expect(movesFor('zoom in, pan left', 'zoom', undefined, 1)).toEqual(['pan-left'])
    expect(movesFor('static shot', 'static, blurry', undefined, 1)).not.toContain('static')
    expect(movesFor('handheld, zoom in', 'shaky camera', undefined, 1)).toEqual(['zoom-in'])
    expect(movesFor('镜头推进', '运镜', undefined, 1)).toEqual(['static'])
  })

  test('with nothing left to choose from the camera stands still', () => {
    expect(movesFor('', 'camera movement, static', undefined, 1)).toEqual(['static'])
  })
})

describe('camera_control', () => {
  test.each([
    [{ type: 'down_back' }, ['tilt-down', 'zoom-out']],
    [{ type: 'forward_up', config: null }, ['zoom-in', 'tilt-up']],
    [{ type: 'right_turn_forward' }, ['pan-right', 'zoom-in']],
    [{ type: 'left_turn_forward' }, ['pan-left', 'zoom-in']],
    [{ type: 'simple', config: { zoom: 5 } }, ['zoom-out']],
    [{ type: 'simple', config: { zoom: -5 } }, ['zoom-in']],
    [{ type: 'simple', config: { horizontal: -3, vertical: 0 } }, ['pan-left']],
    [{ type: 'simple', config: { vertical: 2.5 } }, ['tilt-up']],
    [{ type: 'simple', config: { pan: -10 } }, ['tilt-down']],
    [{ type: 'simple', config: { tilt: 10 } }, ['pan-right']],
    [{ type: 'simple', config: { roll: -1 } }, ['roll']],
  ])('%j', (control, moves) => {
    expect(movesFor('static shot', 'zoom', control, 1)).toEqual(moves)
  })

  test.each([
    null,
    'zoom',
    7,
    [],
    {},
    { type: 'simple' },
    { type: 'simple', config: { zoom: 'in' } },
    { type: 'toString' },
  ])('%j asks for nothing, so the prompt decides', (control) => {
    expect(movesFor('pan right', '', control, 1)).toEqual(['pan-right'])
  })
})

test('any text gives at least one move, the same each time, and static only alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.nat(), (prompt, negativePrompt, seed) => {
      const moves = movesFor(prompt, negativePrompt, undefined, seed)
      expect(moves.length).toBeGreaterThan(0)
      expect(movesFor(prompt, negativePrompt, undefined, seed)).toEqual(moves)
      if (moves.includes('static')) expect(moves).toEqual(['static'])
    }),
  )
})
