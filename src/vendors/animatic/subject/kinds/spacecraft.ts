import type { Drawing, Kind, Look, Moment } from '../kind.ts'
import type { Pen } from '../pen.ts'
import { choose } from '../rigs/choice.ts'
import { fraction, wave } from '../rigs/gait.ts'
import { glowing, halo, paint, toned, translucent } from '../shading.ts'
import { box, ellipse, limb, outline, polygon } from '../shape.ts'

const dark = paint([70, 76, 92])
const glass = paint([70, 130, 190], 'round')
const shine = translucent(glowing([255, 255, 255]), 0.5)

/** A flame that points down from the origin. */
function drawFlame(pen: Pen, moment: Moment, width: number, length: number): void {
  const flicker = 1 + 0.12 * wave(moment.seconds * 7.1) + 0.08 * wave(moment.seconds * 11.3)
  const reach = -length * flicker
  pen.draw(ellipse(0, reach * 0.4, width * 2.6, length * 0.9), halo([255, 160, 70], 0.55))
  for (const [share, rgb] of [
    [1, [246, 120, 48]],
    [0.72, [255, 190, 80]],
    [0.42, [255, 246, 214]],
  ] as const) {
    const w = width * (0.35 + share * 0.65)
    pen.draw(
      outline(
        `${-w} 0!, ${-w * 0.9} ${reach * share * 0.4}, 0 ${reach * share}!, ${w * 0.9} ${reach * share * 0.4}, ${w} 0!`,
      ),
      glowing(rgb),
    )
  }
}

const hull = outline('-13 -30!, -18 0, -15 28, -7 46, 0 56!, 7 46, 15 28, 18 0, 13 -30!')
const fin = outline('15 -8!, 30 -26, 33 -46!, 22 -36, 11 -30!')

function createRocket(look: Look): Drawing {
  const accent = paint(
    look.colour ??
      choose(look.random, [
        [212, 62, 54],
        [52, 108, 190],
      ] as const),
  )
  const white = paint([242, 244, 248])
  const climbs = look.action === 'fly'
  return (pen, moment) => {
    const shake = climbs ? 0.5 * wave(moment.seconds * 6.7) : 0
    if (!climbs) pen.shadow(0, 0, 36, 0.5)
    pen.at(shake, climbs ? 0 : 46, climbs ? -28 + 1.5 * wave(moment.seconds * 0.2) : 0, 1, 1, () => {
      if (climbs) pen.at(0, -35, 0, 1, 1, () => drawFlame(pen, moment, 10, 50))
      pen.at(0, 0, 0, -1, 1, () => pen.draw(fin, toned(accent, 0.8)))
      pen.draw(fin, accent)
      pen.draw(box(-9, -37, 18, 8, 2), dark)
      pen.drawWith(hull, white, () => {
        pen.draw(outline('-20 34, 20 34, 12 60, -12 60'), accent)
        pen.draw(box(-20, -22, 40, 5), accent)
        pen.draw(limb('-9 34, -11 0, -9 -28', [1.6, 2, 1.6]), shine)
      })
      for (const [y, radius] of [
        [16, 7],
        [-5, 4.4],
      ] as const) {
        pen.draw(ellipse(0, y, radius), dark)
        pen.draw(ellipse(0, y, radius * 0.76), glass)
        pen.draw(ellipse(-radius * 0.26, y + radius * 0.28, radius * 0.22), shine)
      }
      pen.draw(outline('-2.4 -22!, -2 -42!, 2 -42!, 2.4 -22!'), accent)
    })
  }
}

const shipHull = outline('-120 6!, -104 24, -60 34, 10 30, 70 16, 128 -4!, 84 -18, 10 -26, -70 -24, -110 -14')
const canopy = outline('14 28!, 24 44, 46 42, 66 28, 76 13!, 44 16')
const shipWing = outline('-24 -8!, -100 -50!, -126 -48!, -92 -2!')
const farShipWing = outline('-30 28!, -92 58!, -112 56!, -84 26!')

function createSpaceship(look: Look): Drawing {
  const coat = paint(look.colour ?? [206, 214, 226])
  const accent = paint(
    look.colour === undefined
      ? choose(look.random, [
          [226, 108, 52],
          [64, 150, 220],
        ] as const)
      : [236, 238, 242],
  )
  return (pen, moment) => {
    const bank = 2.4 * wave(moment.seconds * 0.14)
    pen.at(0, 2 * wave(moment.seconds * 0.19), 4 + bank, 1, 1, () => {
      for (const y of [12, -8]) pen.at(-110, y, -90, 1, 1, () => drawPlume(pen, moment, 8, 74))
      pen.draw(farShipWing, toned(coat, 0.62))
      pen.draw([box(-124, 5, 16, 14, 4), box(-124, -15, 16, 14, 4)], dark)
      pen.draw(canopy, glass)
      pen.draw(limb('30 38, 46 37, 58 30', [1.4, 1.6, 1]), shine)
      pen.drawWith(shipHull, coat, () => {
        pen.draw(limb('-120 4, -20 2, 130 -6', [3, 3, 2]), accent)
        pen.draw(outline('-120 -8, -20 -14, 110 -12, 60 -40, -100 -40'), toned(coat, 0.72))
        for (const x of [-70, -30, 10])
          pen.draw(
            limb(
              [
                [x, 36],
                [x + 6, -30],
              ],
              [0.5, 0.5],
              false,
            ),
            toned(coat, 0.66),
          )
      })
      for (let window = 0; window < 6; window++)
        pen.draw(ellipse(-64 + window * 15, 14, 3), glowing([190, 236, 255]))
      pen.drawWith(shipWing, toned(coat, 0.94), () =>
        pen.draw(polygon('-70 -60, -50 -60, -20 -4, -40 -4'), accent),
      )
      if (fraction(moment.seconds * 0.7) < 0.3) pen.draw(ellipse(-112, -48, 13), halo([255, 92, 80], 0.9))
      pen.draw(ellipse(-112, -48, 2.2), glowing([255, 130, 110]))
    })
  }
}

/** An engine's blue glow, pointing down from the origin. */
function drawPlume(pen: Pen, moment: Moment, width: number, length: number): void {
  const pulse = 1 + 0.08 * wave(moment.seconds * 5.3)
  pen.draw(ellipse(0, -length * 0.34, width * 2.4, length * 0.8 * pulse), halo([90, 170, 255], 0.7))
  pen.draw(
    outline(
      `${-width} 0!, ${-width * 0.7} ${-length * 0.3}, 0 ${-length * 0.8 * pulse}!, ${width * 0.7} ${-length * 0.3}, ${width} 0!`,
    ),
    glowing([130, 200, 255], 0.8),
  )
  pen.draw(
    outline(`${-width * 0.5} 0!, 0 ${-length * 0.42 * pulse}!, ${width * 0.5} 0!`),
    glowing([236, 250, 255]),
  )
}

const saucer = outline('-104 0, -80 12, -34 20, 34 20, 80 12, 104 0, 70 -14, 24 -20, -24 -20, -70 -14')

function createSaucer(look: Look): Drawing {
  const coat = paint(look.colour ?? [176, 188, 204])
  return (pen, moment) => {
    const tilt = 5 * wave(moment.seconds * 0.23)
    pen.at(0, 8 + 5 * wave(moment.seconds * 0.31), tilt, 0.86, 0.86, () => {
      pen.draw(polygon('-22 -18, 22 -18, 64 -120, -64 -120'), { ...glowing([170, 255, 214], 0.16) })
      pen.draw(ellipse(0, -24, 60, 26), halo([150, 255, 200], 0.6))
      pen.draw(outline('-36 14, -32 40, 0 56, 32 40, 36 14'), translucent(glass, 0.85))
      pen.draw([ellipse(0, 28, 9, 10), limb('-6 14, 0 20, 6 14', [5, 7, 5])], paint([120, 190, 110]))
      for (const x of [-3.4, 3.4]) pen.draw(ellipse(x, 29, 2.4, 3.4), dark)
      pen.draw(limb('-20 42, -10 48', [1.8, 1.4]), shine)
      pen.drawWith(saucer, coat, () => pen.draw(limb('-110 -4, 0 2, 110 -4', [2, 3, 2]), toned(coat, 0.66)))
      for (let lamp = 0; lamp < 7; lamp++) {
        const isLit = fraction(moment.seconds * 1.2 + lamp / 7) < 0.4
        const x = -78 + lamp * 26
        const y = 1 - (lamp - 3) ** 2 * 0.55
        if (isLit) pen.draw(ellipse(x, y, 12), halo([255, 226, 120], 0.9))
        pen.draw(ellipse(x, y, 3.4), isLit ? glowing([255, 244, 190]) : dark)
      }
    })
  }
}

const adrift = { habitat: 'space', strideHeights: 0.9, cyclesPerSecond: 0.4 } as const
const aloft = { habitat: 'air', strideHeights: 0.9, cyclesPerSecond: 0.4 } as const

export const rocket: Kind = {
  role: 'vessel',
  family: 'rocket',
  size: 'large',
  actions: {
    fly: { ...aloft, strideHeights: 0.25 },
    stand: { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 },
  },
  create: createRocket,
}

export const spaceship: Kind = {
  role: 'vessel',
  family: 'spaceship',
  size: 'small',
  actions: { fly: adrift, float: { ...adrift, strideHeights: 0.3 } },
  create: createSpaceship,
}

export const ufo: Kind = {
  role: 'vessel',
  family: 'ufo',
  size: 'small',
  actions: { fly: aloft, float: { ...aloft, strideHeights: 0 } },
  create: createSaucer,
}
