import { clamp } from '../../picture/easing.ts'
import { hashLattice } from '../../picture/random.ts'
import type { Canvas, Shader } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { blob, leaf, ribbon } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Look } from './look.ts'

type Clump = { readonly x: number; readonly y: number; readonly radius: number }

/** A tree with a round crown: clumps of leaves on forked branches, lit from one side. */
export function paintBroadleaf(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  look: Look,
  random: () => number,
): void {
  const crown = height * (0.36 + 0.06 * random())
  const centreY = foot - height * 0.64
  const lean = (random() - 0.5) * height * 0.06
  paintWood(canvas, x, foot, height, lean, look, random)
  const clumps: Clump[] = []
  const count = height > 60 ? 11 : 6
  for (let index = 0; index < count; index++) {
    const angle = (index / count) * 2 * Math.PI + random()
    const away = index === 0 ? 0 : crown * (0.42 + 0.34 * random())
    clumps.push({
      x: x + lean + Math.cos(angle) * away,
      y: centreY + Math.sin(angle) * away * 0.72,
      radius: crown * (0.34 + 0.2 * random()),
    })
  }
  const whole = { x: x + lean, y: centreY, radius: crown }
  // The clumps at the top stand behind those at the bottom.
  for (const clump of clumps.sort((a, b) => a.y - b.y)) {
    const outline = blob(clump.x, clump.y, clump.radius, clump.radius * 0.86, 0.16, random)
    fillPath(canvas, [outline], clumpShader(clump, whole, look))
    paintLeaves(canvas, clump, whole, height, look, random)
  }
}

/** A shrub: the crown without the tree. */
export function paintShrub(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  look: Look,
  random: () => number,
): void {
  const clumps: Clump[] = Array.from({ length: 5 }, (_, index) => ({
    x: x + (index - 2 + (random() - 0.5) * 0.8) * height * 0.34,
    y: foot - height * (0.3 + 0.3 * random()),
    radius: height * (0.3 + 0.14 * random()),
  }))
  const whole = { x, y: foot - height * 0.4, radius: height * 0.9 }
  for (const clump of clumps.sort((a, b) => a.y - b.y)) {
    const outline = blob(clump.x, clump.y, clump.radius, foot - clump.y + height * 0.06, 0.12, random)
    fillPath(canvas, [outline], clumpShader(clump, whole, look))
    paintLeaves(canvas, clump, whole, height * 1.6, look, random)
  }
}

function paintWood(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  lean: number,
  look: Look,
  random: () => number,
): void {
  const width = height * 0.055
  fillPath(
    canvas,
    [
      ribbon([
        [x, foot, width * 1.5],
        [x + lean * 0.2, foot - height * 0.06, width],
        [x + lean * 0.6, foot - height * 0.36, width * 0.8],
        [x + lean, foot - height * 0.72, width * 0.3],
      ]),
    ],
    look.wood,
  )
  for (const side of [-1, 1, -0.6, 0.7]) {
    const from = foot - height * (0.32 + 0.16 * random())
    fillPath(
      canvas,
      [
        ribbon([
          [x + lean * 0.5, from, width * 0.5],
          [x + lean * 0.6 + side * height * 0.12, from - height * 0.12, width * 0.34],
          [x + lean * 0.7 + side * height * 0.24, from - height * (0.24 + 0.1 * random()), width * 0.16],
        ]),
      ],
      look.wood,
    )
  }
}

/** How much light a point of a clump gets, 0 to 1: as the ball that it is, on the ball that the crown is. */
function lightAt(x: number, y: number, clump: Clump, crown: Clump, side: number): number {
  const own = (0.3 * side * (x - clump.x) - 0.36 * (y - clump.y)) / clump.radius
  const whole = (0.2 * side * (x - crown.x) - 0.26 * (y - crown.y)) / crown.radius
  return 0.4 + own + whole
}

function clumpShader(clump: Clump, crown: Clump, look: Look): Shader {
  const cell = Math.max(1, clump.radius * 0.06)
  return (x, y, into) => {
    const leafy = hashLattice(Math.floor(x / cell), Math.floor(y / cell + (x % 7) * 0.1), 31) - 0.5
    const lit = clamp(lightAt(x, y, clump, crown, look.side) + leafy * 0.3, 0, 1)
    setColour(into, mix(look.shade, look.light, lit * 0.85))
  }
}

/** Single leaves over a clump and around its edge, brighter towards the light. */
function paintLeaves(
  canvas: Canvas,
  clump: Clump,
  crown: Clump,
  height: number,
  look: Look,
  random: () => number,
): void {
  const size = Math.max(1.4, height * 0.02)
  const count = Math.round(clamp(height * 0.4, 6, 90))
  for (let index = 0; index < count; index++) {
    const angle = random() * 2 * Math.PI
    const away = clump.radius * (0.35 + 0.75 * Math.sqrt(random()))
    const x = clump.x + Math.cos(angle) * away
    const y = clump.y + Math.sin(angle) * away * 0.86
    const lit = clamp(lightAt(x, y, clump, crown, look.side) + (random() - 0.4) * 0.5, 0, 1)
    const reach = size * (0.7 + 0.8 * random())
    const turn = random() * 2 * Math.PI
    fillPath(
      canvas,
      [leaf(x, y, x + Math.cos(turn) * reach, y + Math.sin(turn) * reach, reach * 0.6)],
      mix(look.shade, look.light, lit),
      0.9,
    )
  }
}
