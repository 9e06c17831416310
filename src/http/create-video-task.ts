import type { AccessKey } from '../accounts/accounts.ts'
import type { JsonObject, Job } from '../catalog/job.ts'
import type { ApiError } from '../contract/api-error.ts'
import type { EditionName } from '../contract/edition.ts'
import { type Extensions, readExtensions } from '../contract/extension-rules.ts'
import { type ExtensionMembers, idempotencyHeader as headerName } from '../contract/extensions.ts'
import { findingsError } from '../contract/findings-error.ts'
import { invalidValue, type Finding } from '../contract/finding.ts'
import type { CreateAigcVideoTaskResponse } from '../contract/shapes.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { text, type Text } from '../contract/text.ts'
import { canonicalJson } from '../protocol/canonical-json.ts'
import type { Creation } from '../tasks/tasks.ts'
import type { Quote } from '../vendors/registry.ts'
import { dryRunAnswer } from './dry-run.ts'
import { type RecordParts, recordTask } from './record-task.ts'
import { steadyLinks } from './steady-links.ts'

export type CreateVideoTaskParts = RecordParts & {
  /** What the catalog makes of a request: a job, or what is wrong with it. */
  readonly judge: (request: CreateAigcVideoTaskRequest, edition: EditionName) => Judgement
  /** @throws ApiError ResourceUnavailable when no vendor serves the job, UnsupportedOperation when his does not. */
  readonly chooseVendor: (job: Job) => string
  readonly edition: EditionName
  /** Absent: this action has no extensions. */
  readonly extensionTools?: ExtensionTools
}

/** What the extensions need of the rest. */
export type ExtensionTools = {
  /** A keyed hash: what a caller keeps secret cannot be guessed from it. */
  fingerprint(text: string): string
  /** The key that signs a notification, sealed; without a NotifyKey one that the caller can derive from his SecretKey. */
  sealSigningKey(facts: {
    readonly accountId: bigint
    readonly url: string
    readonly notifyKey: string | undefined
    readonly secretKey: string
  }): Uint8Array
  /** Why a link to an upload cannot be used by this account; `null` for good links and all other URLs. */
  objectionToLink(url: string, appId: bigint): Text | null
  /** `null` when no list names one. */
  price(vendor: string, job: Job): Quote | null
}

export type CreateRequest = CreateAigcVideoTaskRequest & ExtensionMembers

type Judgement = { readonly job: Job } | { readonly findings: readonly Finding[] }

export type CreateCall = {
  readonly key: AccessKey
  readonly requestId: string
  /** The header Idempotency-Key. */
  readonly idempotencyHeader: string | undefined
}

/** CreateAigcVideoTask, after the shape: sense, then record. */
export async function createVideoTask(
  parts: CreateVideoTaskParts,
  request: CreateRequest,
  { key, requestId, idempotencyHeader }: CreateCall,
): Promise<CreateAigcVideoTaskResponse> {
  const { judge, chooseVendor, edition, extensionTools: tools } = parts
  const { SessionId, TaskNotifyConfig, DryRun, TasksPriority, ...own } = request
  const header = tools && idempotencyHeader
  const { extensions, findings } = readExtensions(
    { SessionId, TaskNotifyConfig, DryRun, TasksPriority },
    header,
  )
  const judgement = judge(own, edition)
  if ('findings' in judgement) throw findingsError([...judgement.findings, ...findings])
  if (findings.length > 0) throw findingsError(findings)
  const { job } = judgement
  const dead = tools ? deadLinks(tools, job, key) : []
  if (dead.length > 0) throw findingsError(dead)
  const vendor = chooseVendor(job)
  if (tools && extensions.dryRun) throw dryRunAnswer(own, job, vendor, tools.price(vendor, job))

  const creation: Creation = {
    accountId: key.accountId,
    appId: key.appId,
    requestId,
    request: recordOf(request) as JsonObject,
    job,
    vendor,
    ...(tools ? wishesOf(tools, extensions, request, key) : {}),
  }
  const created = await recordTask(parts, creation, key)
  if (created.conflict === true) throw reusedKey(SessionId, header)
  return { TaskId: created.taskId }
}

/** Links to uploads that intake would only refuse later. */
const deadLinks = (tools: ExtensionTools, job: Job, { appId }: AccessKey): readonly Finding[] =>
  job.images.flatMap(({ parameter, url }) => {
    const objection = tools.objectionToLink(url, appId)
    if (objection === null) return []
    const { en, zh } = objection
    const advice = text(`${en.charAt(0).toUpperCase()}${en.slice(1)}.`, `${zh}。`)
    return [invalidValue(parameter, url, advice)]
  })

/** For the record: everything but the secret. */
function recordOf({ TaskNotifyConfig, ...rest }: CreateRequest): object {
  if (TaskNotifyConfig === undefined) return rest
  const { NotifyKey: _secret, ...shown } = TaskNotifyConfig
  return { ...rest, TaskNotifyConfig: shown }
}

function wishesOf(
  tools: ExtensionTools,
  { idempotencyKey, sessionId, notify, priority }: Extensions,
  { SessionId: _sessionId, DryRun: _dryRun, ...compared }: CreateRequest,
  { accountId, secretKey }: AccessKey,
): Pick<Creation, 'idempotency' | 'notify' | 'priority'> {
  return {
    ...(priority === 0 ? {} : { priority }),
    ...(idempotencyKey === undefined
      ? {}
      : {
          idempotency: {
            key: idempotencyKey,
            digest: tools.fingerprint(steadyLinks(canonicalJson(compared))),
          },
        }),
    ...(notify === undefined
      ? {}
      : {
          notify: {
            url: notify.url,
            secret: tools.sealSigningKey({ accountId, url: notify.url, notifyKey: notify.key, secretKey }),
            ...(sessionId === undefined ? {} : { sessionId }),
          },
        }),
  }
}

function reusedKey(sessionId: string | undefined, header: string | undefined): ApiError {
  const parameter = sessionId === undefined ? headerName : 'SessionId'
  const advice = text(
    'It has been used with another request within the last 3 days. Send that request again as it was, or give this one a key of its own.',
    '3 天内它已用于另一个不同的请求。请原样重发该请求，或为本请求换一个标识。',
  )
  return findingsError([invalidValue(parameter, sessionId ?? header, advice)])
}
