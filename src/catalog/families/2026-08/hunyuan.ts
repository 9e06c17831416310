import type { Family } from '../../grammar.ts'
import { hunyuan as seed } from '../hunyuan.ts'
import { everyLaterFamily } from './every-later-family.ts'

export const hunyuan = {
  ...seed,
  clauses: {
    ...seed.clauses,
    ...everyLaterFamily,
    ModelVersion: [{ oneOf: ['1.5'], default: '1.5', source: 'later' }],
    SceneType: [
      {
        refused: true,
        because: 'its one scene, 3d_scene, gives a file that is not a video, and this service makes videos',
        source: 'reelay',
      },
    ],
  },
} as const satisfies Family
