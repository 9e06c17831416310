import { describe, expect, test } from 'vitest'
import { createFrame, yuvOfRgb } from '../../picture/planar-frame.ts'
import { createCanvas, shadeRows } from '../paint/canvas.ts'
import { rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { sheetOf } from '../stage/layer.ts'
import { copyCover, createCover, hideRows, isHidden } from './cover.ts'
import { coverBy, drawPlate } from './plate-drawing.ts'
import { plateOf } from './plate.ts'
import type { Lens, ScenePose } from './view.ts'
import { uprightPlacement } from './view.ts'

const lens: Lens = { width: 128, height: 72, horizon: 40, focal: 72, eyeHeight: 0.3, unit: 72 }
const pose = (change: Partial<ScenePose> = {}): ScenePose => ({
  zoom: 1,
  panX: 0,
  panY: 0,
  truck: 0,
  rise: 0,
  dolly: 0,
  ...change,
})

function blankSheet() {
  const frame = createFrame(lens.width, lens.height)
  frame.y.fill(50)
  frame.u.fill(128)
  frame.v.fill(128)
  return sheetOf(frame)
}

const whole = { left: -40, top: -30, right: 168, bottom: 102 }

describe('a drawn plate', () => {
  test('shows its colours to within its grain', () => {
    const canvas = createCanvas(whole)
    shadeRows(canvas, (_x, _y, into) => into.set([200, 120, 60]))
    const sheet = blankSheet()
    drawPlate(sheet.target, plateOf(canvas), uprightPlacement(lens, pose(), 2), createCover(lens.width))
    const [luma, blue, red] = yuvOfRgb(200, 120, 60)
    expect(Math.max(...sheet.frame.y.map((value) => Math.abs(value - luma)))).toBeLessThanOrEqual(1)
    expect(Math.max(...sheet.frame.u.map((value) => Math.abs(value - blue)))).toBeLessThanOrEqual(1)
    expect(Math.max(...sheet.frame.v.map((value) => Math.abs(value - red)))).toBeLessThanOrEqual(1)
  })

  test('leaves what lies behind its holes as it was', () => {
    const canvas = createCanvas(whole)
    fillPath(canvas, [rectangle(20, 10, 60, 50)], [250, 250, 250])
    const sheet = blankSheet()
    drawPlate(sheet.target, plateOf(canvas), uprightPlacement(lens, pose(), 2), createCover(lens.width))
    expect(sheet.frame.y[5 * lens.width + 5]).toBe(50)
    expect(sheet.frame.y[30 * lens.width + 100]).toBe(50)
    expect(sheet.frame.y[30 * lens.width + 40]).toBeGreaterThan(220)
  })

  test('glides by fractions of a pixel', () => {
    const canvas = createCanvas(whole)
    fillPath(canvas, [rectangle(40, 0, 200, 100)], [255, 255, 255])
    const plate = plateOf(canvas)
    const edges = [0, 0.25, 0.5, 0.75, 1].map((panX) => {
      const sheet = blankSheet()
      drawPlate(sheet.target, plate, uprightPlacement(lens, pose({ panX }), 2), createCover(lens.width))
      return sheet.frame.y
        .subarray(30 * lens.width + 36, 30 * lens.width + 44)
        .reduce((sum, value) => sum + value, 0)
    })
    for (let index = 1; index < edges.length; index++) {
      expect(edges[index]! - edges[index - 1]!).toBeGreaterThan(20)
      expect(edges[index]! - edges[index - 1]!).toBeLessThan(70)
    }
  })

  test('stays in the limited range when many half transparent sheets lie over each other', () => {
    for (const shade of [0, 255]) {
      const canvas = createCanvas(whole)
      shadeRows(canvas, (x, _y, into) => into.set([shade, shade, shade, 0.1 + 0.8 * Math.abs(Math.sin(x))]))
      const plate = plateOf(canvas)
      const sheet = blankSheet()
      for (let order = 0; order < 12; order++) {
        drawPlate(
          sheet.target,
          plate,
          uprightPlacement(lens, pose({ panX: order * 0.37 }), 2),
          createCover(lens.width),
        )
      }
      expect(Math.min(...sheet.frame.y)).toBeGreaterThanOrEqual(16)
      expect(Math.max(...sheet.frame.y)).toBeLessThanOrEqual(235)
    }
  })
})

describe('what a plate hides', () => {
  test('is never anything that shows beside it', () => {
    const canvas = createCanvas(whole)
    fillPath(canvas, [rectangle(16, 20, 80, 100)], [20, 20, 20])
    const plate = plateOf(canvas)
    for (const change of [{}, { panX: 7.3 }, { zoom: 1.3, dolly: 0.2 }, { truck: -0.2, panY: 4 }]) {
      const placement = uprightPlacement(lens, pose(change), 2)
      const cover = createCover(lens.width)
      coverBy(plate, placement, createCover(lens.width), cover)
      const sheet = blankSheet()
      drawPlate(sheet.target, plate, placement, createCover(lens.width))
      for (let y = 0; y < lens.height; y++) {
        for (let x = 0; x < lens.width; x++) {
          if (!isHidden(cover, Math.floor(x / 16), y)) continue
          expect(sheet.frame.y[y * lens.width + x]).toBeLessThan(40)
        }
      }
      expect(cover.from.some((row) => row !== Infinity)).toBe(true)
    }
  })

  test('joins stretches that touch and keeps the longer of two apart', () => {
    const cover = createCover(16)
    hideRows(cover, 0, 50, 70)
    hideRows(cover, 0, 30, 52)
    expect([cover.from[0], cover.to[0]]).toEqual([30, 70])
    hideRows(cover, 0, 2, 10)
    expect([cover.from[0], cover.to[0]]).toEqual([30, 70])
    const copy = createCover(16)
    copyCover(cover, copy)
    expect(copy).toEqual(cover)
  })
})
