import type { z } from 'zod'
import {
  describePage,
  extensionPage,
  latePage,
  seedPage,
  taskPage,
  type EditionName,
  type Page,
} from './edition.ts'
import { describeTasksRequest, describeTasksResponse } from './describe-tasks-shapes.ts'
import type { ErrorCode } from './errors.ts'
import { manageTaskRequest, manageTaskResponse } from './manage-task-shapes.ts'
import {
  createAigcVideoTaskRequest,
  createAigcVideoTaskResponse,
  describeAigcVideoTaskRequest,
  describeAigcVideoTaskResponse,
} from './shapes.ts'
import { laterCreateAigcVideoTaskRequest } from './shapes-2026-08.ts'
import { uploadImageRequest, uploadImageResponse } from './upload-shapes.ts'

/** One operation of the API, as data: what the door, the reference, the Explorer and the snippets need to know of it. */
export type Action = {
  /** Value of `X-TC-Version`. */
  readonly version: string
  readonly input: z.ZodObject
  /** Without `RequestId`, which the envelope adds to every answer. */
  readonly output: z.ZodObject
  /** Calls per second and account on the real service; the default of the limiter. */
  readonly ratePerSecond: number
  /** Codes of this action itself; every action can also answer the common codes. */
  readonly errors: readonly ErrorCode[]
  readonly summary: string
  readonly page: Page
  readonly example: { readonly request: unknown; readonly response: unknown }
}

export type ActionName =
  | 'CreateAigcVideoTask'
  | 'DescribeAigcVideoTask'
  | 'DescribeTasks'
  | 'ManageTask'
  | 'UploadImage'
export type ActionTable = { readonly [Name in ActionName]: Action }

const createAigcVideoTask = {
  version: '2019-06-12',
  input: createAigcVideoTaskRequest,
  output: createAigcVideoTaskResponse,
  // Seed page 2026-01-08: at most 10 requests per second.
  ratePerSecond: 10,
  // The seed page lists no business code; ViolationContent is in the comments of the Go SDK (2026-08-21).
  errors: [
    'InvalidParameter',
    'InvalidParameter.InvalidUrl',
    'InvalidParameter.ViolationContent',
    'InvalidParameterValue',
    'MissingParameter',
    'UnknownParameter',
    'LimitExceeded.CreateTask',
    'ResourceUnavailable',
  ],
  summary: 'Creates a task that makes a video from a text, from images, or from both.',
  page: seedPage,
  // The example of the seed page, word for word: its masked addresses and bucket must be accepted as they stand.
  example: {
    request: {
      ModelName: 'GV',
      Prompt: 'move the picture',
      NegativePrompt: 'Top lighting,bright colors',
      EnhancePrompt: false,
      ImageUrl:
        'https://1500039689.vod-**.com/6cd2c44bvodcq1500039689/179cafb25145403699605999621/**oxE6jcA.png',
      LastImageUrl: 'https://aigc-**-image-1303333058.cos.ap-guangzhou.myqcloud.com/xxx_8655.png',
      Duration: 8,
      ExtraParameters: { Resolution: '720P', AspectRatio: '16:9' },
      StoreCosParam: {
        CosBucketName: 'aigc-***-video-1**58',
        CosBucketRegion: 'ap-guangzhou',
        CosBucketPath: 'my_cos_file',
      },
      Operator: 'admin',
    },
    response: { TaskId: '2147**3792' },
  },
} as const satisfies Action

const laterCreateAigcVideoTask = {
  ...createAigcVideoTask,
  input: laterCreateAigcVideoTaskRequest,
  summary:
    'Creates a task that makes a video from a text, from images, from another video, or from several of them.',
  page: latePage,
  example: {
    request: {
      ModelName: 'Kling',
      ModelVersion: '3.0-Omni',
      Prompt: 'the cat dances like the man in the video',
      ImageInfos: [{ ImageUrl: 'https://example.com/cat.png' }],
      VideoInfos: [
        { VideoUrl: 'https://example.com/dance.mp4', ReferType: 'feature', KeepOriginalSound: 'yes' },
      ],
      Duration: 6,
      ExtraParameters: { Resolution: '1080P', LogoAdd: 0 },
      Operator: 'admin',
    },
    response: { TaskId: '4-AigcVideo-c3b145ec7640f1a2b4ac55b699e63be1' },
  },
} as const satisfies Action

const describeAigcVideoTask = {
  version: '2019-06-12',
  input: describeAigcVideoTaskRequest,
  output: describeAigcVideoTaskResponse,
  // Guide product/862/132096 of 2026-05-29: 50 requests per second.
  ratePerSecond: 50,
  // Comments of the Go SDK (2026-08-21).
  errors: [
    'MissingParameter',
    'UnknownParameter',
    'InvalidParameter',
    'ResourceNotFound.TaskNotFound',
    'FailedOperation.QueryAIGCTaskFailed',
  ],
  summary: 'Tells how far a video task is, and where its videos are when it is done.',
  page: describePage,
  example: {
    request: { TaskId: '4-AigcVideo-c3b145ec7640f1a2b4ac55b699e63be1' },
    response: {
      Status: 'DONE',
      VideoUrls: ['https://example.com/4-AigcVideo-c3b145ec7640f1a2b4ac55b699e63be1_0.mp4'],
      Resolution: '1280x720',
      Message: '',
    },
  },
} as const satisfies Action

const uploadImage = {
  version: '2019-06-12',
  input: uploadImageRequest,
  output: uploadImageResponse,
  ratePerSecond: 10,
  errors: [
    'MissingParameter',
    'UnknownParameter',
    'InvalidParameter',
    'InvalidParameterValue',
    'LimitExceeded',
    'RequestSizeLimitExceeded',
  ],
  summary:
    "Keeps an image for a while and answers with a link that a create of the same account takes. An extension of Reelay's own.",
  page: extensionPage,
  example: {
    request: { Image: 'iVBORw0KGgo=' },
    response: {
      ImageUrl:
        'http://127.0.0.1:9000/media/uploads/1250000001/5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9.png?expires=1768057200&signature=…',
      ExpiresAt: '2026-01-10T15:00:00Z',
      Width: 1280,
      Height: 720,
    },
  },
} as const satisfies Action

const describeTasks = {
  version: '2019-06-12',
  input: describeTasksRequest,
  output: describeTasksResponse,
  // As its neighbour ManageTask.
  ratePerSecond: 20,
  errors: ['UnknownParameter', 'InvalidParameter', 'InvalidParameterValue'],
  summary:
    "Lists the account's own tasks, newest first, a page at a time. Tasks that are created meanwhile come before the first page, and move nothing.",
  page: taskPage,
  example: {
    request: { Status: 'FINISH', Limit: 1 },
    response: {
      TaskSet: [
        {
          TaskId: '4-AigcVideo-c3b145ec7640f1a2b4ac55b699e63be1',
          TaskType: 'AigcVideoTask',
          CreateTime: '2026-01-10T15:00:00Z',
          BeginProcessTime: '2026-01-10T15:00:02Z',
          FinishTime: '2026-01-10T15:01:10Z',
          SubTaskTypes: [],
          Status: 'DONE',
          VideoUrls: ['https://example.com/4-AigcVideo-c3b145ec7640f1a2b4ac55b699e63be1_0.mp4'],
          Resolution: '1280x720',
          Message: '',
          ModelName: 'Kling',
          ModelVersion: '2.6',
          Prompt: 'move the picture',
          Duration: 5,
          Cost: {
            Estimate: { Amount: '0.35', Currency: 'USD' },
            Charge: 'listed',
            Charged: { Amount: '0.35', Currency: 'USD' },
          },
        },
      ],
      TotalCount: 1,
      ScrollToken: '',
    },
  },
} as const satisfies Action

const manageTask = {
  version: '2019-06-12',
  input: manageTaskRequest,
  output: manageTaskResponse,
  // API page product/1041/37462 (2025-10-30): at most 20 requests per second.
  ratePerSecond: 20,
  errors: [
    'MissingParameter',
    'UnknownParameter',
    'InvalidParameter',
    'InvalidParameterValue',
    'ResourceNotFound.TaskNotFound',
    'FailedOperation',
  ],
  summary:
    'Cancels a task that has not ended, as cheaply as it still can be. Answered once the cancel is written down: from then on nothing is sent to a vendor, and the task ends as FAIL.',
  page: taskPage,
  example: {
    request: { OperationType: 'Abort', TaskId: '4-AigcVideo-c3b145ec7640f1a2b4ac55b699e63be1' },
    response: {},
  },
} as const satisfies Action

export const actions = {
  '2026-01-08': {
    CreateAigcVideoTask: createAigcVideoTask,
    DescribeAigcVideoTask: describeAigcVideoTask,
    DescribeTasks: describeTasks,
    ManageTask: manageTask,
    UploadImage: uploadImage,
  },
  '2026-08': {
    CreateAigcVideoTask: laterCreateAigcVideoTask,
    DescribeAigcVideoTask: describeAigcVideoTask,
    DescribeTasks: describeTasks,
    ManageTask: manageTask,
    UploadImage: uploadImage,
  },
} as const satisfies Readonly<Record<EditionName, ActionTable>>
