import { repeatableStatement } from '../database.ts'

/** The models that were rendered last, at most $1. */
export const readRenderTimes = repeatableStatement<{ vendor: string; model_key: string; weights: number[] }>(
  'read-render-times',
  'select vendor, model_key, weights from render_times order by updated_at desc limit $1',
)
