/**
 * The names of attributes. Every `gen_ai.*` name is still in development at OpenTelemetry (semantic conventions 1.37,
 * looked at on 2026-11-22), so they are in this file only.
 */
export const attribute = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  model: 'gen_ai.request.model',
  outputType: 'gen_ai.output.type',
  errorType: 'error.type',
  taskId: 'reelay.task_id',
  requestId: 'reelay.request_id',
  stage: 'reelay.stage',
  vendorOperation: 'reelay.vendor.operation',
  attempt: 'reelay.attempt',
  outcome: 'reelay.outcome',
} as const

/** The well-known word for what a model does that makes something else than text. */
export const generateContent = 'generate_content'
export const video = 'video'
