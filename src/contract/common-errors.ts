import { entry, type ErrorEntry } from './error-entry.ts'
import { text } from './text.ts'

/** The common codes of the TencentCloud API 3.0 protocol (contract 3.8): every action can answer them. */
export const commonErrors = {
  ActionOffline: entry(
    'The action was retired.',
    text('The action `{action}` is no longer offered.', '接口 `{action}` 已下线。'),
    {},
  ),
  'AuthFailure.InvalidAuthorization': entry(
    'The Authorization header has a wrong form.',
    // Seen with the reason "`Service` in Credential not valid" (tencentcloud-sdk-go issue 89).
    text(
      'The request `Authorization` header does not conform to tencentcloud standards: {reason}.',
      '请求头部的 `Authorization` 不符合腾讯云标准：{reason}。',
    ),
    {},
  ),
  'AuthFailure.InvalidSecretId': entry(
    'The key is not of the cloud-API kind.',
    text('The SecretId is not a key for this API.', '密钥类型错误，不是云 API 密钥。'),
    {},
  ),
  'AuthFailure.MFAFailure': entry(
    'The second factor failed.',
    text('Multi-factor authentication failed.', '多因子认证失败。'),
    {},
  ),
  'AuthFailure.SecretIdNotFound': entry(
    'There is no such key, or it is disabled or deleted.',
    // Seen, both.
    text(
      'The SecretId is not found, please ensure that your SecretId is correct.',
      'SecretId不存在，请输入正确的密钥。',
    ),
    {},
  ),
  'AuthFailure.SignatureExpire': entry(
    'The timestamp is too far from the server time.',
    // Seen, English.
    text('The signature is expired, please request again.', '签名已过期，请重新请求。'),
    {},
  ),
  'AuthFailure.SignatureFailure': entry(
    'The signature does not match.',
    // Seen, both.
    text(
      'The provided credentials could not be validated. Please check your signature is correct.',
      '请求签名验证失败，请检查您的签名计算是否正确。',
    ),
    {
      // Seen, English: what the real service says of a version 1 POST over 1 MB (tencentcloud-sdk-python issue 42).
      tooLarge: text(
        'The provided credentials could not be validated because of exceeding request size limit, please use new signature method `TC3-HMAC-SHA256`.',
        '请求大小超过限制，签名验证失败，请使用新的签名方法 `TC3-HMAC-SHA256`。',
      ),
      wrongDate: text(
        'The provided credentials could not be validated. The date in Credential is {date}, but the UTC date of the timestamp is {utcDate}.',
        '请求签名验证失败，Credential 中的日期为 {date}，而时间戳的 UTC 日期为 {utcDate}。',
      ),
    },
  ),
  'AuthFailure.TokenFailure': entry(
    'The temporary token is wrong.',
    // Seen, English (a test in the Tencent Cloud CLI).
    text(
      'Token verification failed, please check if your Token is correct.',
      'Token 验证失败，请检查您的 Token 是否正确。',
    ),
    {},
  ),
  'AuthFailure.UnauthorizedOperation': entry(
    'The account has no permission.',
    text('You are not authorized to perform operation `{action}`.', '您无权执行操作 `{action}`。'),
    {},
  ),
  DryRunOperation: entry(
    'A dry run: the request would have succeeded.',
    text('The request would have succeeded, but `DryRun` is set.', '请求会成功，但设置了 `DryRun`。'),
    {},
  ),
  FailedOperation: entry('The operation failed.', text('The operation failed.', '操作失败。'), {
    taskEnded: text(
      'The operation failed: the task `{taskId}` has ended already, as `{status}`, and cannot be cancelled any more.',
      '操作失败：任务 `{taskId}` 已结束，状态为 `{status}`，无法再取消。',
    ),
  }),
  InternalError: entry(
    'Something broke on our side.',
    text(
      'An internal error has occurred. Please try again; if it persists, give the operator the RequestId `{requestId}`.',
      '发生内部错误，请重试；如果仍然失败，请将 RequestId `{requestId}` 告知服务管理员。',
    ),
    {},
  ),
  InvalidAction: entry(
    'There is no such action.',
    // Seen, English.
    text('The request `Action` is invalid or not found.', '请求的 `Action` 无效或不存在。'),
    {},
  ),
  InvalidParameter: entry(
    'A parameter has a wrong form or type.',
    // Seen, English.
    text('The value type of parameter `{parameter}` is not valid.', '参数 `{parameter}` 的类型错误。'),
    {
      // Seen, English, of `Nonce`.
      typeError: text('Parameter `{parameter}` type error.', '参数 `{parameter}` 类型错误。'),
      // Seen, English, with its spelling (LunaTranslator issue 264).
      notAPair: text('Url key and value should be splited by `=`.', '请求参数的键和值应以 `=` 分隔。'),
      notText: text(
        'The request is not valid: {reason}. Percent-encode names and values as UTF-8.',
        '请求无效：{reason}。名称和取值应为 UTF-8 百分号编码。',
      ),
      // The Chinese text was seen (tencentcloud-sdk-nodejs issue 104); its code was not.
      notJson: text(
        'For content-type=application/json the request body has to be a JSON object: {reason}.',
        '对于指定content-type=application/json协议下，请求内容不是合法的Json格式：{reason}。',
      ),
      twice: text('The parameter `{parameter}` is given more than once.', '参数 `{parameter}` 重复。'),
      conflict: text(
        'The parameter `{parameter}` is given both as a value and as a structure.',
        '参数 `{parameter}` 既是值又是结构。',
      ),
      gap: text(
        'The items of `{parameter}` have to be numbered from 0 without gaps.',
        '参数 `{parameter}` 的元素须从 0 起连续编号。',
      ),
      tooDeep: text(
        'The request is nested too deep: at most {limit} levels are accepted.',
        '请求嵌套过深，最多 {limit} 层。',
      ),
      tooMany: text(
        'The request has too many parameters: at most {limit}.',
        '请求参数过多，最多 {limit} 个。',
      ),
    },
  ),
  InvalidParameterValue: entry(
    'A value is wrong.',
    // Seen, English.
    text(
      'The value `{value}` specified in the parameter `{parameter}` is not valid.',
      '参数 `{parameter}` 的取值 `{value}` 无效。',
    ),
    {
      // Seen, English, of `X-TC-Region`.
      header: text(
        'A value specified in `{parameter}` is not valid, is unsupported, or cannot be used.',
        '`{parameter}` 的取值无效、不受支持或不可用。',
      ),
    },
  ),
  InvalidRequest: entry(
    'The request as a whole has a wrong form.',
    text('The request is not well formed: {reason}.', '请求格式错误：{reason}。'),
    {},
  ),
  IpInBlacklist: entry(
    'The address of the caller is blocked.',
    text(
      'Requests from `{address}` are blocked for this account. The operator can change that: `reelay accounts addresses {appId} --deny ...`.',
      '该账号已禁止来自 `{address}` 的请求。服务管理员可修改：`reelay accounts addresses {appId} --deny ...`。',
    ),
    {},
  ),
  IpNotInWhitelist: entry(
    'The address of the caller is not on the list.',
    text(
      'Requests from `{address}` are not allowed for this account. The operator can change that: `reelay accounts addresses {appId} --allow ...`.',
      '该账号不允许来自 `{address}` 的请求。服务管理员可修改：`reelay accounts addresses {appId} --allow ...`。',
    ),
    {},
  ),
  LimitExceeded: entry('A quota is exhausted.', text('A quota is exhausted.', '超过配额限制。'), {}),
  MissingParameter: entry(
    'A required parameter is missing.',
    // Seen, English.
    text('The request is missing a required parameter `{parameter}`.', '请求缺少必需参数 `{parameter}`。'),
    {},
  ),
  NoSuchProduct: entry('There is no such product.', text('There is no such product.', '产品不存在。'), {}),
  NoSuchVersion: entry(
    'There is no such API version.',
    // Seen, English.
    text(
      'The specified api version=`{version}` does not exist in service=`mps`.',
      '指定的接口版本 `{version}` 在服务 `mps` 中不存在。',
    ),
    {},
  ),
  RequestLimitExceeded: entry(
    'Called too often.',
    // Seen, both.
    text(
      'Your current request times equals to `{count}` in a second, which exceeds the frequency limit `{limit}` for a second. Please reduce the frequency of calls.',
      '您当前每秒请求 `{count}` 次，超过了每秒频率上限 `{limit}`，请稍后重试。',
    ),
    {},
  ),
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded': entry(
    'The account calls too often, all regions together.',
    text('The account calls too often in all regions together.', '主账号在所有地域的请求频率超限。'),
    {},
  ),
  'RequestLimitExceeded.IPLimitExceeded': entry(
    'The address calls too often.',
    text('The address calls too often, please slow down.', 'IP 请求频率超限，请稍后重试。'),
    {
      failures: text(
        'Your address `{address}` made `{count}` requests in this second of which `{limit}` could not be authenticated, so it is not served until the second ends. Please check the SecretId, the SecretKey and the signature.',
        '您的地址 `{address}` 在本秒内请求 `{count}` 次，其中 `{limit}` 次未通过身份验证，本秒结束前不再受理，请检查 SecretId、SecretKey 和签名。',
      ),
    },
  ),
  'RequestLimitExceeded.UinLimitExceeded': entry(
    'The account calls too often.',
    text('The account calls too often, please slow down.', '主账号请求频率超限，请稍后重试。'),
    {},
  ),
  RequestSizeLimitExceeded: entry(
    'The request is too large.',
    text('The request is larger than the limit of {limit} bytes.', '请求大小超过上限 {limit} 字节。'),
    {},
  ),
  ResourceInUse: entry('The resource is busy.', text('The resource is in use.', '资源被占用。'), {}),
  ResourceInsufficient: entry('Resources run short.', text('Resources are insufficient.', '资源不足。'), {}),
  ResourceNotFound: entry(
    'There is no such resource.',
    text('The resource does not exist.', '资源不存在。'),
    {},
  ),
  ResourceUnavailable: entry(
    'No vendor is set up for what was asked.',
    text('`{family}` is not available on this server: {because}.', '本服务暂不支持 `{family}`：{because}。'),
    {},
  ),
  ResponseSizeLimitExceeded: entry(
    'The answer would be too large.',
    text('The answer is larger than the limit.', '返回内容超过大小上限。'),
    {},
  ),
  ServiceUnavailable: entry(
    'The service is down for now.',
    text('The service is not available now, please try again later.', '服务暂时不可用，请稍后重试。'),
    {
      database: text(
        'The service cannot reach its database now. Nothing was done, please try again.',
        '服务暂时无法连接数据库，请求未执行，请重试。',
      ),
      taskUnconfirmed: text(
        'The service lost its database while it wrote the task down, so it is not known whether the task exists. Ask DescribeAigcVideoTask for `{taskId}`: if there is no such task, nothing was done, and you can create it again.',
        '服务在写入任务时与数据库断开，无法确认任务是否已创建。请用 DescribeAigcVideoTask 查询 `{taskId}`：如果任务不存在，则请求未执行，可以重新创建。',
      ),
      lost: text(
        'The service lost its database while it carried the request out, so it is not known whether it was done. Please look before you try again.',
        '服务在执行请求时与数据库断开，无法确认请求是否已执行，请先查询再重试。',
      ),
      crowd: text(
        'The service has too many requests waiting now. Nothing was done, please try again.',
        '服务当前等待处理的请求过多，请求未执行，请稍后重试。',
      ),
      bodies: text(
        'The service is reading too many large requests now, please try again.',
        '服务正在接收的大请求过多，请稍后重试。',
      ),
    },
  ),
  UnauthorizedOperation: entry(
    'Not permitted.',
    text('You are not authorized to perform this operation.', '未授权操作。'),
    {},
  ),
  UnknownParameter: entry(
    'A parameter that is not defined was sent.',
    // Seen, English.
    text('The parameter `{parameter}` is not recognized.', '参数 `{parameter}` 无法识别。'),
    {},
  ),
  UnsupportedOperation: entry(
    'The operation is not supported.',
    text('The operation is not supported.', '操作不支持。'),
    {
      vendor: text(
        'The vendor {vendor}, which serves {family} on this server, cannot do this: {because}.',
        '本服务中 {family} 由供应商 {vendor} 提供，无法执行该请求：{because}。',
      ),
    },
  ),
  UnsupportedProtocol: entry(
    'Only GET and POST are understood.',
    text('The request method is not supported: use GET or POST.', '不支持该请求方法，只支持 GET 和 POST。'),
    {},
  ),
  UnsupportedRegion: entry(
    'The region is not supported.',
    text('The region `{value}` is not supported.', '不支持地域 `{value}`。'),
    {},
  ),
} as const satisfies Readonly<Record<string, ErrorEntry>>
