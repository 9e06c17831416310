import { connect, createServer, type Socket } from 'node:net'

/** A way to a Unix socket that can be cut: then nothing goes through, and neither end is told. */
export type HangingLine = {
  cut(): void
  /** New connections go through again; the old ones end. */
  mend(): void
  close(): Promise<void>
}

export async function openLine(socketPath: string, towards: string): Promise<HangingLine> {
  const sockets = new Set<Socket>()
  let isCut = false
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  }
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const server = createServer((near) => {
    keep(near)
    if (isCut) return
    const far = connect(towards)
    keep(far)
    near.pipe(far).pipe(near)
    near.on('close', () => {
      if (!isCut) far.destroy()
    })
    far.on('close', () => {
      if (!isCut) near.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))
  return {
    cut() {
      isCut = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    mend() {
      isCut = false
      endAll()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        endAll()
      }),
  }
}
