import type { ErrorCode } from './errors.ts'

/** Where this server answers a code, and what a caller does about it. */
export type ErrorHandling = {
  /** In the order of `http/mps-face.ts`. */
  readonly rooms: readonly Room[]
  readonly advice: Advice
}

export type Room =
  | 'transport'
  | 'failures'
  | 'door'
  | 'envelope'
  | 'claim'
  | 'body'
  | 'signature'
  | 'address'
  | 'action'
  | 'limit'
  | 'shape'
  | 'sense'
  | 'the action itself'
  | 'any'

/** The kinds of advice; the page explains them. */
export const advices = {
  mend: 'Mend the request: sent again as it is, it fails again.',
  key: 'Mend the key, the signature or the clock.',
  slower: 'Wait a second and send it again; nothing was done.',
  later: 'Send it again after a pause; the message tells when something may have been done already.',
  fine: 'Nothing: the request was good, and was not carried out because it asked for that.',
  operator: 'Ask the operator of the server; sending it again does not help.',
} as const

export type Advice = keyof typeof advices

const handling = (advice: Advice, ...rooms: readonly Room[]): ErrorHandling => ({ rooms, advice })

/** Every code that this server answers by itself. The others of the registry are documented, and never answered. */
export const errorHandling: { readonly [Code in ErrorCode]?: ErrorHandling } = {
  'AuthFailure.InvalidAuthorization': handling('key', 'claim'),
  'AuthFailure.SecretIdNotFound': handling('key', 'claim'),
  'AuthFailure.SignatureExpire': handling('key', 'claim'),
  'AuthFailure.SignatureFailure': handling('key', 'door', 'claim', 'body', 'signature'),
  'AuthFailure.TokenFailure': handling('key', 'signature'),
  DryRunOperation: handling('fine', 'the action itself'),
  FailedOperation: handling('mend', 'the action itself'),
  InternalError: handling('later', 'any'),
  InvalidAction: handling('mend', 'action'),
  InvalidParameter: handling('mend', 'envelope', 'shape'),
  'InvalidParameter.InvalidUrl': handling('mend', 'sense'),
  InvalidParameterValue: handling('mend', 'envelope', 'shape', 'sense', 'the action itself'),
  InvalidRequest: handling('mend', 'transport', 'body', 'shape'),
  IpInBlacklist: handling('operator', 'address'),
  IpNotInWhitelist: handling('operator', 'address'),
  LimitExceeded: handling('later', 'the action itself'),
  'LimitExceeded.CreateTask': handling('later', 'the action itself'),
  MissingParameter: handling('mend', 'envelope', 'claim', 'shape', 'sense'),
  NoSuchVersion: handling('mend', 'action'),
  RequestLimitExceeded: handling('slower', 'limit'),
  'RequestLimitExceeded.IPLimitExceeded': handling('slower', 'failures'),
  RequestSizeLimitExceeded: handling('mend', 'transport', 'door', 'body'),
  'ResourceNotFound.TaskNotFound': handling('mend', 'the action itself'),
  ResourceUnavailable: handling('operator', 'the action itself'),
  ServiceUnavailable: handling('later', 'any'),
  UnknownParameter: handling('mend', 'shape'),
  UnsupportedOperation: handling('operator', 'the action itself'),
  UnsupportedProtocol: handling('mend', 'transport', 'door'),
}
