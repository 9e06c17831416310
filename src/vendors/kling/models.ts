import type { Job } from '../../catalog/job.ts'

/** What Kling can render of a version of the contract, and by which name. */
export type Model = {
  /** In the path of the new API; `null`: the model lives on the legacy paths only. */
  readonly model: string | null
  /** `model_name` of the legacy API, which differs by what is given. */
  readonly legacyModel: (mode: Job['mode']) => string
  /** One path for everything, with references and videos. */
  readonly isOmni: boolean
  readonly modes: readonly Job['mode'][]
  readonly resolutions: readonly string[]
  /** What there is no sound, no frame, no duration for, where it is less than the contract allows. */
  readonly limits: readonly Limit[]
  /** Reported as withdrawn by the vendor on this day. */
  readonly retired?: string
  /** The new API cuts a film into several shots unless it is told not to. */
  readonly cutsShots?: true
  /** Whether it makes sound at all. */
  readonly sounds?: true
  /** The word for a film without sound; absent where the model has no such setting. */
  readonly silence?: 'off'
}

type Limit = { readonly when: (job: Job) => boolean; readonly because: string }

const named = (name: string) => () => name
const most = ['text', 'image', 'frames'] as const

/**
 * Kling's capability map and price table of September 2026, and the changelog of its legacy API
 * (vendors-kling-vidu-hailuo.md 3.4 and 3.5). That 1.6 to 2.1 are gone since 2026-09-15 is what third parties report
 * and a live probe of version 1 agrees with; the vendor never announced it (0.3): off unless the operator knows better.
 */
export const models: Readonly<Record<string, Model>> = {
  '1.6': {
    model: null,
    legacyModel: named('kling-v1-6'),
    isOmni: false,
    modes: most,
    resolutions: ['720P', '1080P'],
    limits: [],
    retired: '2026-09-15',
  },
  '2.0': {
    model: null,
    legacyModel: named('kling-v2-master'),
    isOmni: false,
    // The contract gives it an end frame, Kling's own map does not (2).
    modes: ['text', 'image'],
    resolutions: ['720P'],
    limits: [],
    retired: '2026-09-15',
  },
  '2.1': {
    model: null,
    // 2.1 itself makes nothing of a text; the master does.
    legacyModel: (mode) => (mode === 'text' ? 'kling-v2-1-master' : 'kling-v2-1'),
    isOmni: false,
    modes: most,
    resolutions: ['720P', '1080P'],
    limits: [
      {
        when: ({ mode, resolution }) => mode === 'text' && resolution === '720P',
        because: 'Kling 2.1 renders a text at 1080P only',
      },
    ],
    retired: '2026-09-15',
  },
  '2.5': {
    model: 'kling-2.5-turbo',
    legacyModel: named('kling-v2-5-turbo'),
    isOmni: false,
    modes: most,
    resolutions: ['720P', '1080P'],
    limits: [],
  },
  '2.6': {
    model: 'kling-2.6',
    legacyModel: named('kling-v2-6'),
    isOmni: false,
    modes: most,
    resolutions: ['720P', '1080P'],
    sounds: true,
    silence: 'off',
    limits: [
      {
        when: ({ audio, resolution }) => audio && resolution !== '1080P',
        because: 'Kling 2.6 makes sound at 1080P only',
      },
      {
        when: ({ audio, mode }) => audio && mode === 'frames',
        because: 'Kling 2.6 renders between two frames without sound only',
      },
    ],
  },
  O1: {
    model: 'kling-o1',
    legacyModel: named('kling-video-o1'),
    isOmni: true,
    modes: ['text', 'image', 'frames', 'references'],
    resolutions: ['720P', '1080P'],
    silence: 'off',
    limits: [
      {
        // Both readings of the vendor's pages agree on the first frame; for a text the strict one holds.
        when: ({ mode, durationSeconds }) =>
          (mode === 'text' || mode === 'image') && durationSeconds !== 5 && durationSeconds !== 10,
        because: 'Kling O1 renders 5 or 10 seconds from a text or a first frame alone',
      },
    ],
  },
  '3.0': {
    model: 'kling-3.0',
    legacyModel: named('kling-v3'),
    isOmni: false,
    modes: most,
    resolutions: ['720P', '1080P', '4K'],
    sounds: true,
    silence: 'off',
    cutsShots: true,
    limits: [],
  },
  '3.0-Omni': {
    model: 'kling-3.0-omni',
    legacyModel: named('kling-v3-omni'),
    isOmni: true,
    modes: ['text', 'image', 'frames', 'references'],
    resolutions: ['720P', '1080P', '4K'],
    sounds: true,
    silence: 'off',
    cutsShots: true,
    limits: [],
  },
}

/** Every live model reads so much (3.4); the newer ones read a little more. */
export const promptLengthMax = 2500
