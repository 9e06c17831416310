import type { Database } from '../../database/database.ts'
import { noteRenderTimes } from '../../database/sql/note-render-times.ts'
import { readRenderTimes } from '../../database/sql/read-render-times.ts'
import type { Log } from '../../telemetry/log.ts'
import { type ModelFacts, modelKeyOf } from './model-key.ts'
import { rendersToLearnMin } from './next-look.ts'
import { binCount, binOf, decayPerRender, learnFrom, type RenderTimes } from './render-times.ts'

/** What all workers have learned is read anew this often; what this process has learned is written so long after. */
const readEverySeconds = 30
const writeAfterSeconds = 1
/** More models than that are not looked after: 5,000 are 4 MB here. */
const modelsMax = 5000

/** What is known of render times, in this process. */
export interface RenderTimeBook {
  /** `null` for a model of which nobody has seen a render. */
  of(vendor: string, modelKey: string): RenderTimes | null
  /** A render has taken about so long. Written soon, together with others; lost when the process dies before. */
  note(vendor: string, modelKey: string, seconds: number): void
  /** How long such a render usually takes, from the submit to the finished video: the median. `null`: not known yet. */
  typicalSeconds(vendor: string, job: ModelFacts): number | null
  stop(): Promise<void>
}

/** Opens the book: in a worker, which learns, and in an API process, which forecasts. */
export async function openRenderTimeBook(database: Database, log: Log): Promise<RenderTimeBook> {
  let known: ReadonlyMap<string, RenderTimes> = new Map()
  let noted = new Map<string, Noted>()
  let writeTimer: NodeJS.Timeout | null = null
  let underWay: Promise<void> = Promise.resolve()

  const read = async (): Promise<void> => {
    const rows = await database.query(readRenderTimes, [modelsMax])
    known = new Map(rows.map((row) => [placeOf(row.vendor, row.model_key), learnFrom(row.weights)]))
  }
  const write = async (): Promise<void> => {
    writeTimer = null
    const batch = [...noted.values()]
    noted = new Map()
    if (batch.length > 0) await database.query(noteRenderTimes, [JSON.stringify(batch), decayPerRender])
  }
  /** One after the other; what fails is statistics, and the next ones come. */
  const soon = (work: () => Promise<void>): Promise<void> =>
    (underWay = underWay.then(work).catch((error: unknown) => {
      log.warn({ err: error }, 'render times could not be read or written; going on without')
    }))

  await soon(read)
  // Unreferenced: a start that fails must not be kept alive by it.
  const readTimer = setInterval(() => void soon(read), readEverySeconds * 1000).unref()
  return {
    of: (vendor, modelKey) => known.get(placeOf(vendor, modelKey)) ?? null,
    note(vendor, modelKey, seconds) {
      const place = placeOf(vendor, modelKey)
      const found = noted.get(place) ?? {
        vendor,
        model_key: modelKey,
        weights: Array<number>(binCount).fill(0),
      }
      found.weights[binOf(seconds)] = (found.weights[binOf(seconds)] ?? 0) + 1
      noted.set(place, found)
      writeTimer ??= setTimeout(() => void soon(write), writeAfterSeconds * 1000)
    },
    typicalSeconds(vendor, job) {
      const times = known.get(placeOf(vendor, modelKeyOf(job)))
      return times === undefined || times.weight < rendersToLearnMin ? null : times.quantile(0.5)
    },
    async stop() {
      clearInterval(readTimer)
      if (writeTimer !== null) clearTimeout(writeTimer)
      await soon(write)
    },
  }
}

/** As the statement wants it. */
type Noted = { readonly vendor: string; readonly model_key: string; readonly weights: number[] }

const placeOf = (vendor: string, modelKey: string): string => `${vendor}\n${modelKey}`
