import type { EditionName } from '../contract/edition.ts'
import { gv as laterGv } from './families/2026-08/gv.ts'
import { h2 } from './families/2026-08/h2.ts'
import { hailuo as laterHailuo } from './families/2026-08/hailuo.ts'
import { hunyuan as laterHunyuan } from './families/2026-08/hunyuan.ts'
import { kling as laterKling } from './families/2026-08/kling.ts'
import { mingmou } from './families/2026-08/mingmou.ts'
import { os as laterOs } from './families/2026-08/os.ts'
import { pixverse } from './families/2026-08/pixverse.ts'
import { vidu as laterVidu } from './families/2026-08/vidu.ts'
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
  '2026-08': [laterHunyuan, laterHailuo, laterKling, laterVidu, pixverse, mingmou, h2, laterOs, laterGv],
}

/** Used when ModelName is left out: the page says that it may be and not what follows; Tencent's own script uses it. */
export const defaultFamilyName = 'Hunyuan'

/** The family of that name, without regard to case; `undefined` when the edition has none. */
export function findFamily(edition: EditionName, name: string): Family | undefined {
  return familiesOf[edition].find((family) => family.name.toLowerCase() === name.toLowerCase())
}
