import { Readable, Writable } from 'node:stream'
import type pg from 'pg'

type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/**
 * `COPY ... TO STDOUT` as a stream of what the server sends, by pg's own protocol: `client.query(new CopyOut(text))`.
 * Nothing is read from the server while nobody reads the stream.
 */
export class CopyOut extends Readable implements pg.Submittable {
  /** As the server counts them; known at the end. */
  rows = 0
  readonly #text: string
  #connection: pg.Connection | undefined

  constructor(text: string) {
    super()
    this.#text = text
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection
    connection.query(this.#text)
  }

  /** `pg` writes over what it hands out. */
  handleCopyData({ chunk }: { chunk: Uint8Array }): void {
    if (!this.push(Buffer.from(chunk))) this.#connection?.stream.pause()
  }

  handleCommandComplete({ text }: CommandComplete): void {
    this.rows = rowsIn(text)
    this.push(null)
  }

  handleError(error: Error): void {
    this.destroy(error)
  }

  handleReadyForQuery(): void {}

  override _read(): void {
    this.#connection?.stream.resume()
  }

  /** The connection has to hear the rest, or it never ends. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#connection?.stream.resume()
    done(error)
  }
}

/** `COPY ... FROM STDIN` as a stream to write to. It has ended when the server has taken everything. */
export class CopyIn extends Writable implements pg.Submittable {
  /** As the server counts them; known at the end. */
  rows = 0
  readonly #text: string
  #connection: CopyConnection | undefined
  #ready: ((error?: Error) => void) | undefined
  #over = false

  constructor(text: string) {
    super()
    this.#text = text
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection as CopyConnection
    connection.query(this.#text)
  }

  override _construct(ready: (error?: Error) => void): void {
    this.#ready = ready
  }

  handleCopyInResponse(): void {
    this.#settle()
  }

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.#connection?.sendCopyFromChunk(chunk)
    const stream = this.#connection?.stream
    if (stream?.writableNeedDrain === true) {
      this.#ready = done
      stream.once('drain', () => this.#settle())
    } else done()
  }

  override _final(done: () => void): void {
    this.#ready = done
    this.#connection?.endCopyFrom()
  }

  handleCommandComplete({ text }: CommandComplete): void {
    this.rows = rowsIn(text)
    this.#over = true
    this.#settle()
  }

  /** The server refuses: it wants nothing more. */
  handleError(error: Error): void {
    this.#over = true
    this.destroy(error)
    this.#settle(error)
  }

  handleReadyForQuery(): void {}

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#over) this.#connection?.sendCopyFail('the source ended before its time')
    done(error)
  }

  #settle(error?: Error): void {
    const ready = this.#ready
    this.#ready = undefined
    ready?.(error)
  }
}

type CommandComplete = { readonly text: string }

/** `COPY 12` */
const rowsIn = (text: string): number => Number(/^COPY (\d+)$/.exec(text)?.[1])
