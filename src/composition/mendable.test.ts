import { expect, test } from 'vitest'
import { loadConfig } from '../config/load.ts'
import { mendable } from './mendable.ts'

const { config } = loadConfig({
  flags: { dataDirectory: '/data/reelay', host: '127.0.0.1', port: '80' },
  environment: {},
})
const told = (parts: object): string =>
  (mendable(Object.assign(new Error('an error of the system'), parts), config) as Error).message

test.each([
  [
    { code: 'EACCES', syscall: 'listen' },
    'Cannot listen on 127.0.0.1:80 (EACCES). Set REELAY_HOST and REELAY_PORT.',
  ],
  [
    { code: 'EACCES', syscall: 'mkdir', path: '/data/reelay/objects' },
    'Cannot write to /data/reelay/objects (EACCES). Set REELAY_DATA_DIR to a folder that this user may write to.',
  ],
  [
    { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'database.invalid' },
    'The database does not answer: an error of the system. Is REELAY_DATABASE_URL right, and does it run?',
  ],
  [
    { code: '3D000' },
    'The database refuses: an error of the system. Is REELAY_DATABASE_URL right, and does this user own the database?',
  ],
  [{ code: 'EACCES', syscall: 'open', path: '/data/reelay-other/file' }, 'an error of the system'],
])('a start that fails with %j tells what to mend', (parts, message) => {
  expect(told(parts)).toBe(message)
})
