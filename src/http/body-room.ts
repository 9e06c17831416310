import type { IncomingMessage } from 'node:http'
import { ApiError } from '../contract/api-error.ts'
import type { WireHead } from '../protocol/wire-request.ts'
import { bodyBytesMaxOf, tooLarge } from './door.ts'

/** Takes bodies in, each within its own limit and all together within one. */
export type BodyRoom = (message: IncomingMessage) => Body

export type Body = {
  /** The whole body, read at the first call; empty for GET. @throws ApiError */
  read(head: WireHead): Promise<Uint8Array>
  /** Gives its share of the room back. To be called when the request has been answered, read or not. */
  release(): void
}

export type BodyRoomSettings = {
  /** What all bodies under way may take together, beyond the first part of each. */
  readonly bytesMax?: number
}

/**
 * So much of each body is not counted, about what the socket holds anyway. Ordinary requests are smaller (a create has
 * a few KB), so they are served even while somebody fills the room with large ones.
 */
const uncountedBytes = 64 * 1024
const roomBytesMax = 128 * 1024 * 1024

export function createBodyRoom({ bytesMax = roomBytesMax }: BodyRoomSettings = {}): BodyRoom {
  let taken = 0
  return (message) => {
    let share = 0
    let reading: Promise<Uint8Array> | undefined
    const grow = (size: number): void => {
      const more = Math.max(0, size - uncountedBytes) - share
      // The caller did nothing wrong and may come again: no RequestLimitExceeded, which would tell him to slow down.
      if (more > 0 && taken + more > bytesMax)
        throw new ApiError('ServiceUnavailable', {}, { variant: 'bodies' })
      taken += more
      share += more
    }
    return {
      read(head) {
        reading ??= head.method === 'GET' ? Promise.resolve(nothing) : readBody(message, head, grow)
        return reading
      },
      release() {
        taken -= share
        share = 0
      },
    }
  }
}

const nothing = new Uint8Array()

async function readBody(
  message: IncomingMessage,
  head: WireHead,
  grow: (size: number) => void,
): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of arriving(message)) {
    size += chunk.length
    if (size > bodyBytesMaxOf(head)) throw tooLarge(head)
    grow(size)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What is not read to its end is left to whoever sends the answer (send-answer.ts). */
async function* arriving(message: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* message.iterator({ destroyOnReturn: false })
  } catch (error) {
    const reason = 'the connection ended before the whole body had arrived'
    throw new ApiError('InvalidRequest', { reason }, { cause: error })
  }
}
