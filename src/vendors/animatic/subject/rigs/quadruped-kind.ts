import type { Kind, Look, Manner } from '../kind.ts'
import type { Size } from '../subject.ts'
import { drawQuadruped } from './quadruped.ts'
import type { Coat } from './quadruped.ts'
import type { Build, GaitBuild } from './quadruped-build.ts'
import { gaitOf } from './quadruped-pose.ts'

type Animal = {
  readonly family: string
  readonly role?: Kind['role']
  readonly size: Size
  readonly build: Build
  /** What it does unasked. */
  readonly habit: 'walk' | 'run' | 'stand'
  /** Cycles of the gait per second, at ease. */
  readonly pace: { readonly walk: number; readonly run: number }
  coat(look: Look): Coat
}

/** A kind that goes on four legs. */
export function quadrupedKind(animal: Animal): Kind {
  const going = (gait: GaitBuild, cyclesPerSecond: number): Manner => ({
    habitat: 'ground',
    strideHeights: gait.sweep / gaitOf(gait).duty / 100,
    cyclesPerSecond,
  })
  const resting = { habitat: 'ground', strideHeights: 0, cyclesPerSecond: 1 } as const
  const actions = {
    walk: going(animal.build.gaits.walk, animal.pace.walk),
    run: going(animal.build.gaits.run, animal.pace.run),
    stand: resting,
    sit: resting,
    sleep: resting,
  }
  return {
    role: animal.role ?? 'animal',
    family: animal.family,
    size: animal.size,
    actions: { [animal.habit]: actions[animal.habit], ...actions },
    create: (look) => drawQuadruped(animal.build, animal.coat(look), look),
  }
}
