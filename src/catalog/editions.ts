import type { EditionName } from '../contract/edition.ts'
import { gv } from './families/gv.ts'
import { hailuo } from './families/hailuo.ts'
import { hunyuan } from './families/hunyuan.ts'
import { kling } from './families/kling.ts'
import { os } from './families/os.ts'
import { vidu } from './families/vidu.ts'
import type { Family } from './grammar.ts'

/** The families of each edition, in the order of its page. A new edition is a new line of tables. */
export const familiesOf: Readonly<Record<EditionName, readonly Family[]>> = {
  '2026-01-08': [hunyuan, hailuo, kling, vidu, os, gv],
  '2026-08': [hunyuan, hailuo, kling, vidu, os, gv],
}

/** Used when ModelName is left out: the page says that it may be and not what follows; Tencent's own script uses it. */
export const defaultFamilyName = 'Hunyuan'

/** The family of that name, without regard to case; `undefined` when the edition has none. */
export function findFamily(edition: EditionName, name: string): Family | undefined {
  return familiesOf[edition].find((family) => family.name.toLowerCase() === name.toLowerCase())
}
