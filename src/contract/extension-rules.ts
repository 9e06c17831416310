import { type ExtensionMembers, idempotencyHeader } from './extensions.ts'
import { invalidValue, missingParameter, type Finding } from './finding.ts'
import { text, type Text } from './text.ts'

/** What the extensions of a request ask for. */
export type Extensions = {
  /** SessionId, or the header. */
  readonly idempotencyKey?: string
  readonly sessionId?: string
  readonly notify?: { readonly url: string; readonly key?: string }
  readonly dryRun: boolean
  /** -10 to 10; the higher starts first. */
  readonly priority: number
}

/** Holds the extensions against their rules. The findings never repeat a NotifyKey. */
export function readExtensions(
  { SessionId, TaskNotifyConfig, DryRun = false, TasksPriority = 0 }: ExtensionMembers,
  header: string | undefined,
): { readonly extensions: Extensions; readonly findings: readonly Finding[] } {
  const idempotencyKey = SessionId ?? header
  const { NotifyUrl, NotifyKey } = TaskNotifyConfig ?? {}
  return {
    findings: [
      ...keyFindings(SessionId, header),
      ...notifyFindings(TaskNotifyConfig),
      ...priorityFindings(TasksPriority),
    ],
    extensions: {
      dryRun: DryRun,
      priority: TasksPriority,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(SessionId === undefined ? {} : { sessionId: SessionId }),
      ...(NotifyUrl === undefined
        ? {}
        : { notify: { url: NotifyUrl, ...(NotifyKey === undefined ? {} : { key: NotifyKey }) } }),
    },
  }
}

const sessionIdCharactersMax = 50

function keyFindings(sessionId: string | undefined, header: string | undefined): readonly Finding[] {
  const findings: Finding[] = []
  if (sessionId !== undefined && !hasLength(sessionId, 1, sessionIdCharactersMax)) {
    const advice = text(
      'It must have 1 to 50 characters, or be left out.',
      '长度应为 1 至 50 个字符，或不传。',
    )
    findings.push(invalidValue('SessionId', sessionId, advice))
  }
  if (header !== undefined && !/^[\x20-\x7e]{1,255}$/.test(header)) {
    const advice = text(
      'It must be 1 to 255 printable ASCII characters, or be left out.',
      '应为 1 至 255 个可打印的 ASCII 字符，或不传。',
    )
    findings.push(invalidValue(idempotencyHeader, header, advice))
  }
  if (sessionId !== undefined && header !== undefined && sessionId !== header) {
    const advice = text(
      `The header ${idempotencyHeader} says something else. Send one of the two, or the same in both.`,
      `它与请求头 ${idempotencyHeader} 不一致。请只传其一，或二者相同。`,
    )
    findings.push(invalidValue('SessionId', sessionId, advice))
  }
  return findings
}

/** As in ProcessMedia: -10 to 10, 0 unless said. */
const priorityMax = 10

function priorityFindings(priority: number): readonly Finding[] {
  if (Math.abs(priority) <= priorityMax) return []
  const advice = text(
    'It must be -10 to 10; the higher number starts first, and 0 is usual.',
    '应为 -10 至 10；数值越大越先开始，默认为 0。',
  )
  return [invalidValue('TasksPriority', priority, advice)]
}

const notifyUrlCharactersMax = 2048

function notifyFindings(config: ExtensionMembers['TaskNotifyConfig']): readonly Finding[] {
  if (config === undefined) return []
  const { NotifyType, NotifyUrl, NotifyKey } = config
  const name = (member: string): string => `TaskNotifyConfig.${member}`
  if (NotifyType === undefined) {
    const advice = text('`URL` is the only way to be notified here.', '此处仅支持 `URL`。')
    return [missingParameter(name('NotifyType'), advice)]
  }
  if (NotifyType !== 'URL') {
    const advice = text(
      'Allowed: `URL`. Message queues and functions are not served here.',
      '可选值：`URL`。此处不支持消息队列和云函数。',
    )
    return [invalidValue(name('NotifyType'), NotifyType, advice)]
  }
  if (NotifyUrl === undefined) {
    const advice = text(
      'With NotifyType `URL` it is the address that is told.',
      'NotifyType 为 `URL` 时须填写回调地址。',
    )
    return [missingParameter(name('NotifyUrl'), advice)]
  }
  const findings: Finding[] = []
  const problem = urlProblem(NotifyUrl)
  if (problem !== undefined) {
    findings.push(invalidValue(name('NotifyUrl'), NotifyUrl, problem, 'InvalidParameter.InvalidUrl'))
  }
  if (NotifyKey !== undefined && !isSigningKey(NotifyKey)) {
    const advice = text(
      'It must be `whsec_` and base64 of 24 to 64 bytes, or 16 to 255 printable ASCII characters. Left out, the key is derived from the SecretKey.',
      '应为 `whsec_` 加 24 至 64 字节的 base64，或 16 至 255 个可打印的 ASCII 字符。不传时由 SecretKey 派生。',
    )
    findings.push(invalidValue(name('NotifyKey'), '(secret)', advice))
  }
  return findings
}

function urlProblem(address: string): Text | undefined {
  const { length } = address
  if (length > notifyUrlCharactersMax) {
    return text(
      `It has ${length} characters; at most ${notifyUrlCharactersMax} are taken.`,
      `它有 ${length} 个字符，最多 ${notifyUrlCharactersMax} 个。`,
    )
  }
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return text(
      'It must be a whole URL that begins with http:// or https://.',
      '应为以 http:// 或 https:// 开头的完整 URL。',
    )
  }
  if (url.username !== '' || url.password !== '') {
    return text(
      'A user name or password in it is not sent. Check the signature of the notification instead.',
      '其中的用户名和密码不会被发送。请改为校验通知的签名。',
    )
  }
  return undefined
}

/**
 * Standard Webhooks asks for 24 to 64 bytes behind `whsec_` (specification 1.0.0, "Signature scheme"). Plain text is
 * ASCII, because its libraries do not agree on the bytes of anything else.
 */
function isSigningKey(key: string): boolean {
  const encoded = /^whsec_(.*)$/s.exec(key)?.[1]
  if (encoded === undefined) return /^[\x20-\x7e]{16,255}$/.test(key)
  // Before any pattern looks at it: a body holds 10 MB.
  if (encoded.length > encodedCharactersMax) return false
  const sizeBytes = Math.floor((encoded.replace(/=+$/, '').length * 3) / 4)
  return base64.test(encoded) && sizeBytes >= 24 && sizeBytes <= 64
}

/** Of 64 bytes. */
const encodedCharactersMax = 88
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const hasLength = (value: string, min: number, max: number): boolean => {
  const length = Array.from(value.slice(0, 2 * max + 1)).length
  return length >= min && length <= max
}
