import { createHmac } from 'node:crypto'
import type { JsonObject } from '../../catalog/job.ts'
import type { ClaimedNotification } from '../../tasks/notification-outbox.ts'
import { wireViewOf } from '../../tasks/task-view.ts'

/** A notification as it goes over the wire. */
export type SignedNotification = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

/**
 * Says that a task has ended, in the words of DescribeAigcVideoTask, signed as Standard Webhooks 1.0.0 has it: any
 * library for it verifies. The id is the TaskId: it stays the same over all attempts, so that a receiver can drop a
 * repeat.
 */
export function signedNotification(
  claimed: ClaimedNotification,
  signingKey: string,
  resultUrl: (key: string) => string,
  now: Date,
): SignedNotification {
  const body = JSON.stringify(contentOf(claimed, resultUrl))
  const id = claimed.view.taskId
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signature = createHmac('sha256', keyBytes(signingKey)).update(`${id}.${timestamp}.${body}`)
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature.digest('base64')}`,
    },
  }
}

function contentOf(
  { view, sessionId, requestId, finishedAt }: ClaimedNotification,
  resultUrl: (key: string) => string,
): JsonObject {
  return {
    type: 'aigc.video.task.finished',
    timestamp: finishedAt.toISOString(),
    data: {
      TaskId: view.taskId,
      ...wireViewOf(view, resultUrl),
      ...(sessionId === null ? {} : { SessionId: sessionId }),
      RequestId: requestId,
    },
  }
}

/** `whsec_` and base64, or plain text. */
const keyBytes = (key: string): Buffer =>
  key.startsWith('whsec_') ? Buffer.from(key.slice('whsec_'.length), 'base64') : Buffer.from(key)
