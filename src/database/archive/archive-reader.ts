import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { ArchiveRefusal, rowsEnd, trailer } from './archive-format.ts'

/** Longer rows than anything of ours, and no more than that in memory. */
const lineBytesMax = 256 * 1024 ** 2
const batchBytes = 64 * 1024

/** Reads an unzipped archive in its order, and reckons its checksum on the way. */
export type ArchiveReader = {
  /** The next line, as what it has to be. `null` when it is something else: ask again for that. */
  next<Shape extends z.ZodType>(shape: Shape): Promise<z.output<Shape> | null>
  /** The rows up to their end mark, some at a time. */
  rows(): AsyncGenerator<Buffer>
  /** @throws ArchiveRefusal unless this is the end, and everything before it is as it was written. */
  end(): Promise<void>
}

export function readArchive(chunks: AsyncIterable<Buffer>): ArchiveReader {
  const lines = linesOf(chunks)
  const hash = createHash('sha256')
  let held: Buffer | undefined

  const take = async (): Promise<Buffer> => {
    const { value, done } = held === undefined ? await lines.next() : { value: held, done: false }
    held = undefined
    if (done === true || value === undefined) throw damaged('it ends before its time')
    return value
  }
  return {
    async next(shape) {
      const line = await take()
      const parsed = shape.safeParse(jsonOf(line))
      if (!parsed.success) {
        held = line
        return null
      }
      hash.update(line)
      return parsed.data
    },
    async *rows() {
      let batch: Buffer[] = []
      let bytes = 0
      for (;;) {
        const line = await take()
        hash.update(line)
        if (line.equals(rowsEnd)) break
        batch.push(line)
        bytes += line.length
        if (bytes < batchBytes) continue
        yield Buffer.concat(batch)
        batch = []
        bytes = 0
      }
      if (bytes > 0) yield Buffer.concat(batch)
    },
    async end() {
      const told = trailer.safeParse(jsonOf(await take()))
      if (!told.success || told.data.sha256 !== hash.digest('hex')) throw damaged('its checksum is another')
      if ((await lines.next()).done !== true) throw damaged('something follows its end')
    },
  }
}

export const damaged = (how: string): ArchiveRefusal =>
  new ArchiveRefusal(`The archive is damaged: ${how}. Nothing was imported. Take another copy of it.`)

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const rest = chunk.subarray(from, at + 1)
      yield begun.length === 0 ? rest : Buffer.concat([...begun, rest])
      begun = []
      bytes = 0
      from = at + 1
    }
    begun.push(chunk.subarray(from))
    bytes += chunk.length - from
    if (bytes > lineBytesMax) throw damaged('a line of it has no end')
  }
  if (bytes > 0) throw damaged('it ends within a line')
}

function jsonOf(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    return undefined
  }
}
