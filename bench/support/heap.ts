import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What is really held, after a collection. */
export function heapMegabytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 1024 ** 2
}
