import { idleTasks, startWireServer } from './wire-server.ts'

/** What is asked of the process under fire, and what it tells: `fuzz.test.ts` starts it with `--expose-gc`. */
export type FuzzReport = {
  readonly port: number
  /** Heap and buffers that are left after a full collection. */
  readonly bytes: number
  /** What nobody caught, and every error that was logged. */
  readonly failures: readonly string[]
  /** Names that were added to the prototype of everything. */
  readonly pollution: readonly string[]
}

const failures: string[] = []
process.on('unhandledRejection', (reason) => failures.push(`unhandled rejection: ${String(reason)}`))
process.on('uncaughtException', (error) => failures.push(`uncaught: ${error.stack}`))

const untouched = new Set(Object.getOwnPropertyNames(Object.prototype))
const { gc } = globalThis
if (gc === undefined || process.send === undefined) throw new Error('start this with fork and --expose-gc')

// Keeps nothing of a request, so that memory grows only where the rooms keep something.
let created = 0
const server = await startWireServer({
  tasks: {
    ...idleTasks,
    create: async ({ appId }) => ({ taskId: `${appId}-AigcVideo-${++created}` }),
  },
  requestLog: { note: () => undefined },
})

process.on('message', () => {
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  const pollution = [
    ...Object.getOwnPropertyNames(Object.prototype).filter((name) => !untouched.has(name)),
    ...Object.keys(Array.prototype),
    ...Object.keys(String.prototype),
  ]
  const logged = server.failures.map((fields) => JSON.stringify(fields, Object.getOwnPropertyNames(fields)))
  const report: FuzzReport = {
    port: server.port,
    bytes: heapUsed + arrayBuffers,
    failures: [...failures, ...logged],
    pollution,
  }
  process.send?.(report)
})
process.send('ready')
