import { z } from 'zod'

/** MPS has this action for its other tasks; that it takes AIGC tasks too is ours (docs/extensions.md). */
export const manageTaskRequest = z
  .strictObject({
    OperationType: z.string().meta({
      doc: 'What is to happen to the task. `Abort`, the only one there is: it is not wanted any more.',
      example: 'Abort',
    }),
    TaskId: z
      .string()
      .meta({ doc: 'The id that CreateAigcVideoTask returned.', example: '4-AigcVideo-c3b145ec7640' }),
  })
  .meta({ title: 'ManageTaskRequest' })

/** Nothing but RequestId, which the envelope adds. */
export const manageTaskResponse = z.strictObject({}).meta({ title: 'ManageTaskResponse' })

export type ManageTaskRequest = z.infer<typeof manageTaskRequest>
export type ManageTaskResponse = z.infer<typeof manageTaskResponse>
