import type { JsonObject } from '../catalog/job.ts'
import { messageOf, type ApiError, type Language } from '../contract/api-error.ts'

/** The envelope of every answer (contract 3.7). `Error` is there or not there, never null: the C++ SDK insists. */
export const successAnswer = (result: JsonObject, requestId: string): JsonObject => ({
  Response: { ...result, RequestId: requestId },
})

export const errorAnswer = (error: ApiError, requestId: string, language: Language): JsonObject => ({
  Response: { Error: { Code: error.code, Message: messageOf(error, language) }, RequestId: requestId },
})
