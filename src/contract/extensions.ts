import { z } from 'zod'
import { optional } from './optional-member.ts'

/**
 * What Reelay adds to CreateAigcVideoTask in the ecosystem's own words: `SessionId` as in VOD's action of the same name,
 * `TaskNotifyConfig` and `TasksPriority` as in ProcessMedia, `DryRun` as in CVM, the header `Idempotency-Key` of the IETF draft. All are
 * optional; with `extensions: false` the API has none of them. The catalog never sees them.
 */
const taskNotifyConfig = z
  .strictObject({
    NotifyType: optional(z.string(), 'How to notify. `URL` is the only way here.', 'URL'),
    NotifyUrl: optional(
      z.string(),
      'Public http or https address that is sent one POST when the task has ended. At most 2048 characters.',
      'https://example.com/reelay',
    ),
    NotifyKey: z.string().optional().meta({
      doc: 'Signs the notification: `whsec_` and base64 of 24 to 64 bytes, or 16 to 255 printable ASCII characters. Left out: the key is derived from the SecretKey. Kept encrypted, never shown.',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      secret: true,
    }),
  })
  .meta({ title: 'TaskNotifyConfig' })

export const extensionMembers = {
  SessionId: optional(
    z.string(),
    'Names this create, 1 to 50 characters. For 3 days the same request with the same SessionId answers the same TaskId and makes nothing new; another request with it is refused. The header `Idempotency-Key` does the same.',
    'order-4711',
  ),
  TaskNotifyConfig: optional(taskNotifyConfig, 'Where to tell that the task has ended.', {
    NotifyType: 'URL',
    NotifyUrl: 'https://example.com/reelay',
  }),
  TasksPriority: optional(
    z.int(),
    'Of the tasks of an account that wait, the one with the higher number starts first: -10 to 10, 0 unless said. It moves nobody past another account.',
    5,
  ),
  DryRun: optional(
    z.boolean(),
    'true checks everything and makes nothing: the answer is the code `DryRunOperation`, whose message says what would be sent and what it would cost.',
    false,
  ),
}

/** The shape with the extensions' members after its own. */
export const withExtensions = <Members extends z.core.$ZodLooseShape>(
  shape: z.ZodObject<Members, z.core.$strict>,
) => shape.extend(extensionMembers).meta(shape.meta() ?? {})

/** The extensions of a request, as its shape leaves them. */
export type ExtensionMembers = z.output<z.ZodObject<typeof extensionMembers, z.core.$strict>>

export const idempotencyHeader = 'Idempotency-Key'

/** How long a key of a create answers its TaskId: so long does VOD remember a SessionId (tencent-contract.md 1.11). */
export const idempotencyDays = 3
