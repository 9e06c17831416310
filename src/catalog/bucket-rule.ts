import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { text, type Text } from '../contract/text.ts'

type StoreCosParam = NonNullable<CreateAigcVideoTaskRequest['StoreCosParam']>

/** A problem with one member of StoreCosParam; without `given` the member is missing. */
export type BucketProblem = { readonly path: string; readonly given?: string; readonly reason: Text }

/**
 * Both end up in a host name and in a folder name, so their characters are limited. Masks (`*`) pass: the page's own
 * example has them.
 */
const bucketName = /^[a-z0-9][a-z0-9._*-]{0,99}$/i
const regionName = /^[a-z0-9][a-z0-9*-]{0,39}$/i

/** COS limits a whole object key to 850 bytes of UTF-8; 512 of folder leave room for the file. */
const pathBytesMax = 512

export function bucketProblems(param: StoreCosParam): readonly BucketProblem[] {
  return [
    ...nameProblem('StoreCosParam.CosBucketName', param.CosBucketName, bucketName, 'aigc-video-1250000000'),
    ...nameProblem('StoreCosParam.CosBucketRegion', param.CosBucketRegion, regionName, 'ap-guangzhou'),
    ...pathProblem(param.CosBucketPath),
  ]
}

function nameProblem(
  path: string,
  given: string | undefined,
  form: RegExp,
  example: string,
): readonly BucketProblem[] {
  if (given === undefined) {
    const reason = text(
      `StoreCosParam names the bucket that receives the video and needs both its name and its region, for example \`${example}\`.`,
      `StoreCosParam 指定接收视频的存储桶，须同时提供名称和地域，例如 \`${example}\`。`,
    )
    return [{ path, reason }]
  }
  if (form.test(given)) return []
  const reason = text(
    `It must be letters, digits and hyphens, for example \`${example}\`.`,
    `须由字母、数字和连字符组成，例如 \`${example}\`。`,
  )
  return [{ path, given, reason }]
}

function pathProblem(given: string | undefined): readonly BucketProblem[] {
  const path = 'StoreCosParam.CosBucketPath'
  if (given === undefined) return []
  const sizeBytes = new TextEncoder().encode(given).length
  if (sizeBytes > pathBytesMax) {
    const reason = text(
      `It has ${sizeBytes} bytes; at most ${pathBytesMax} are taken.`,
      `长度为 ${sizeBytes} 字节，最多 ${pathBytesMax} 字节。`,
    )
    return [{ path, given, reason }]
  }
  if (/[\p{Cc}\\]/u.test(given) || given.split('/').some((part) => part === '.' || part === '..')) {
    const reason = text(
      'It must be a plain folder such as `my_cos_file` or `output/video`, without `..`, `\\` or control characters.',
      '须为普通目录，例如 `my_cos_file` 或 `output/video`，不含 `..`、`\\` 和控制字符。',
    )
    return [{ path, given, reason }]
  }
  return []
}
