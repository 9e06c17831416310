import { withAccounts } from '../../main.ts'
import { createLog } from '../../telemetry/log.ts'
import type { Command } from '../command.ts'
import { UserError } from '../command.ts'

export const keysCommand: Command = {
  name: 'keys',
  usage: 'keys list | create | disable <SecretId>',
  doc: 'Look at, make and refuse the keys that callers sign with.',
  run: ({ loaded, positionals: [verb = 'list', secretId] }) =>
    withAccounts(loaded.config, createLog(loaded.config.logLevel), async (accounts, firstAccountId) => {
      switch (verb) {
        case 'list':
          for (const key of await accounts.listKeys()) {
            const used = key.lastUsedAt?.toISOString() ?? 'never'
            const state = key.disabledAt ? 'disabled' : 'active'
            process.stdout.write(`${key.secretId}  account ${key.accountId}  ${state}  last used ${used}\n`)
          }
          return 0
        case 'create': {
          const key = await accounts.createKey(firstAccountId)
          process.stdout.write(`SecretId   ${key.secretId}\nSecretKey  ${key.secretKey}\n`)
          return 0
        }
        case 'disable':
          if (secretId === undefined)
            throw new UserError('Which key? Give its SecretId: reelay keys disable AKID…')
          if (!(await accounts.disableKey(secretId))) throw new UserError(`There is no key ${secretId}.`)
          return 0
        default:
          throw new UserError(
            `There is no command keys ${verb}. Try: reelay keys list | create | disable <SecretId>`,
          )
      }
    }),
}
