import { entry, type ErrorEntry } from './error-entry.ts'
import { text } from './text.ts'

/** The business codes of the AIGC actions (contract 2). */
export const actionErrors = {
  'FailedOperation.CreateAIGCTaskFailed': entry(
    'The task could not be created.',
    text('The task could not be created.', '任务创建失败。'),
    {},
  ),
  'FailedOperation.InvalidMpsUser': entry(
    'The account has not opened the service.',
    text('The account has no access to this service.', '账号未开通本服务。'),
    {},
  ),
  'FailedOperation.QueryAIGCTaskFailed': entry(
    'The task could not be queried.',
    text('The task could not be queried, please try again.', '任务查询失败，请重试。'),
    {},
  ),
  'FailedOperation.TaskNotFound': entry(
    'There is no such task.',
    text('The task `{taskId}` does not exist.', '任务 `{taskId}` 不存在。'),
    {},
  ),
  'FailedOperation.UserArrears': entry(
    'The account owes money.',
    text('The account is in arrears.', '账号已欠费。'),
    {},
  ),
  'InvalidParameter.InvalidUrl': entry(
    'A URL cannot be used.',
    text('The URL in the parameter `{parameter}` is not valid.', '参数 `{parameter}` 中的 URL 无效。'),
    {},
  ),
  'InvalidParameter.ModelNotSupported': entry(
    'The model is not supported.',
    text('The model `{value}` is not supported.', '不支持模型 `{value}`。'),
    {},
  ),
  'InvalidParameter.Value': entry(
    'A value is wrong.',
    text('The value of the parameter `{parameter}` is not valid.', '参数 `{parameter}` 的取值无效。'),
    {},
  ),
  'InvalidParameter.ViolationContent': entry(
    'Moderation objects to the input.',
    text('The input was refused by content moderation.', '输入内容未通过内容审核。'),
    {},
  ),
  'InvalidParameterValue.Definitions': entry(
    'A definition is wrong.',
    text('The value of `Definitions` is not valid.', '参数 `Definitions` 的取值无效。'),
    {},
  ),
  'InvalidParameterValue.DurationTooLong': entry(
    'The duration is too long.',
    text('The duration `{value}` is too long.', '时长 `{value}` 过长。'),
    {},
  ),
  'InvalidParameterValue.Limit': entry(
    'A limit is wrong.',
    text('The value of `Limit` is not valid.', '参数 `Limit` 的取值无效。'),
    {},
  ),
  'InvalidParameterValue.Resolution': entry(
    'The resolution is wrong.',
    text('The resolution `{value}` is not valid.', '分辨率 `{value}` 无效。'),
    {},
  ),
  'InvalidParameterValue.TaskId': entry(
    'The task id is wrong.',
    text('The value of `TaskId` is not valid.', '参数 `TaskId` 的取值无效。'),
    {},
  ),
  'InvalidParameterValue.Type': entry(
    'A type is wrong.',
    text('The value of `Type` is not valid.', '参数 `Type` 的取值无效。'),
    {},
  ),
  'LimitExceeded.CreateTask': entry(
    'Too many tasks are running.',
    text(
      'Too many tasks are running: the account has `{count}` that have not ended, and its limit is `{limit}`. Please try again when some have ended, or cancel some.',
      '正在执行的任务过多：该账号有 `{count}` 个未结束的任务，上限为 `{limit}`。请等待部分任务结束或取消部分任务后重试。',
    ),
    {},
  ),
  'ResourceNotFound.CosBucketNameInvalid': entry(
    'The bucket name is wrong.',
    text('The bucket name `{value}` is not valid.', '存储桶名称 `{value}` 无效。'),
    {},
  ),
  'ResourceNotFound.CosBucketNotExist': entry(
    'There is no such bucket.',
    text('The bucket `{value}` does not exist.', '存储桶 `{value}` 不存在。'),
    {},
  ),
  'ResourceNotFound.DownloadError': entry(
    'An input file could not be fetched.',
    text(
      'The file of the parameter `{parameter}` could not be fetched.',
      '参数 `{parameter}` 的文件下载失败。',
    ),
    {},
  ),
  'ResourceNotFound.TaskNotFound': entry(
    'There is no such task in this account.',
    text('The task `{taskId}` does not exist.', '任务 `{taskId}` 不存在。'),
    {},
  ),
  'ResourceNotFound.UserUnregister': entry(
    'The account does not exist.',
    text('The account does not exist.', '账号未注册。'),
    {},
  ),
} as const satisfies Readonly<Record<string, ErrorEntry>>
