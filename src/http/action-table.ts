import type { z } from 'zod'
import type { AccessKey } from '../accounts/accounts.ts'
import type { JsonObject } from '../catalog/job.ts'
import { actions, type ActionName } from '../contract/actions.ts'
import { ApiError } from '../contract/api-error.ts'
import { apiVersion } from '../contract/common-parameters.ts'
import { editionsAfter } from '../contract/edition.ts'
import { withExtensions } from '../contract/extensions.ts'
import type { LaterShape } from '../contract/read-shape.ts'
import type { Envelope } from '../protocol/envelope.ts'
import type { WireRequest } from '../protocol/wire-request.ts'
import { type CreateRequest, createVideoTask, type CreateVideoTaskParts } from './create-video-task.ts'
import { describeTasks, type DescribeTasksParts } from './describe-tasks.ts'
import { describeVideoTask, type DescribeVideoTaskParts } from './describe-video-task.ts'
import { manageTask, type ManageTaskParts } from './manage-task.ts'
import { createShapeRoom } from './shape-room.ts'
import { uploadImage, type UploadImageParts } from './upload-image.ts'

export type ActionParts = CreateVideoTaskParts &
  DescribeVideoTaskParts &
  DescribeTasksParts &
  ManageTaskParts &
  UploadImageParts & {
    /** Whether the actions are served that Tencent does not have. */
    readonly extensions: boolean
  }

/** Every action that is served. A new one is an entry here and one in contract/actions.ts. */
export function createActionTable(parts: ActionParts): ActionTable {
  const contract = actions[parts.edition]
  const create = (request: CreateRequest, call: Call, headers: WireRequest['headers']) =>
    createVideoTask(parts, request, { ...call, idempotencyHeader: headers['idempotency-key'] })
  const { input } = contract.CreateAigcVideoTask
  const later = editionsAfter(parts.edition).map((edition) => ({
    edition,
    shape: actions[edition].CreateAigcVideoTask.input,
  }))
  return {
    CreateAigcVideoTask: parts.extensionTools
      ? serve({ input: withExtensions(input), later }, create)
      : serve({ input, later }, create),
    DescribeAigcVideoTask: serve(contract.DescribeAigcVideoTask, (request, call) =>
      describeVideoTask(parts, request, call),
    ),
    ...(parts.extensions
      ? {
          DescribeTasks: serve(contract.DescribeTasks, (request, call) =>
            describeTasks(parts, request, call),
          ),
          ManageTask: serve(contract.ManageTask, (request, call) => manageTask(parts, request, call)),
          UploadImage: serve(contract.UploadImage, (request, call) => uploadImage(parts, request, call)),
        }
      : {}),
  }
}

export type ActionTable = { readonly [Name in ActionName]?: ServedAction }

export type ServedAction = {
  /** Reads the parameters and holds them against the shape; what comes back does the rest. @throws ApiError */
  prepare(request: WireRequest, envelope: Envelope): PreparedAction
}

export type PreparedAction = {
  /** The task that the request is about, where it names one. */
  readonly taskId: string | undefined
  perform(call: Call): Promise<JsonObject>
}

/** Whose call it is, its number, and the address it came from (behind a trusted proxy: the one that the proxy names). */
export type Call = { readonly key: AccessKey; readonly requestId: string; readonly address: string }

/** The action that a request is for. @throws ApiError NoSuchVersion, InvalidAction */
export function findAction(
  table: ActionTable,
  { common }: Envelope,
): ServedAction & { readonly name: string } {
  const version = common.get('Version') ?? ''
  if (version !== apiVersion) throw new ApiError('NoSuchVersion', { version })
  const name = common.get('Action') ?? ''
  const action = isActionName(table, name) ? table[name] : undefined
  if (action === undefined) throw new ApiError('InvalidAction')
  return { ...action, name }
}

const isActionName = (table: ActionTable, name: string): name is ActionName => Object.hasOwn(table, name)

function serve<Shape extends z.ZodObject>(
  { input, later = [] }: { readonly input: Shape; readonly later?: readonly LaterShape[] },
  perform: (parameters: z.output<Shape>, call: Call, headers: WireRequest['headers']) => Promise<JsonObject>,
): ServedAction {
  const readParameters = createShapeRoom(input, later)
  return {
    prepare(request, envelope) {
      const parameters = readParameters(request, envelope)
      const { TaskId: taskId } = parameters
      return {
        taskId: typeof taskId === 'string' ? taskId : undefined,
        perform: (call) => perform(parameters, call, request.headers),
      }
    },
  }
}
