import type { AccessKey } from '../accounts/accounts.ts'
import { ApiError } from '../contract/api-error.ts'
import { text } from '../contract/text.ts'
import type { UploadImageRequest, UploadImageResponse } from '../contract/upload-shapes.ts'
import type { Uploads } from '../storage/object-store.ts'

export type UploadImageParts = {
  readonly uploads: Pick<Uploads, 'keep'>
  /** Looks at an image as intake does: by its content, to its last pixel. */
  readonly checkImage: (bytes: Uint8Array) => Promise<CheckedImage>
}

type CheckedImage =
  | { readonly outcome: 'prepared'; readonly image: ImageFile }
  | { readonly outcome: 'refused'; readonly reason: string }

type ImageFile = {
  readonly bytes: Uint8Array
  readonly format: 'jpeg' | 'png'
  readonly width: number
  readonly height: number
}

/** UploadImage, after the shape: for callers who have a file and no web server to put it on. */
export async function uploadImage(
  { uploads, checkImage }: UploadImageParts,
  { Image }: UploadImageRequest,
  { key }: { readonly key: AccessKey },
): Promise<UploadImageResponse> {
  const checked = await checkImage(Buffer.from(Image, 'base64'))
  if (checked.outcome === 'refused') {
    const message = text(
      `The value specified in the parameter \`Image\` is not valid: ${checked.reason}. It takes a JPEG or PNG file of at most 10 MB.`,
      `参数 \`Image\` 的取值无效：${checked.reason}。请发送不超过 10 MB 的 JPEG 或 PNG 文件。`,
    )
    throw new ApiError('InvalidParameterValue', {}, { message })
  }
  const { image } = checked
  const kept = await uploads.keep(key.appId, image)
  if (kept.outcome === 'full') throw full(kept)
  return {
    ImageUrl: kept.url,
    ExpiresAt: `${kept.expiresAt.toISOString().slice(0, 19)}Z`,
    Width: image.width,
    Height: image.height,
  }
}

function full({ bytesMax, keepHours }: { readonly bytesMax: number; readonly keepHours: number }): ApiError {
  const megabytes = Math.floor(bytesMax / 1024 ** 2)
  const message = text(
    `The uploads of this account may take ${megabytes} MB together, and this one would take more. Each is deleted ${keepHours} hours after its last upload: try again later, or ask the operator to raise REELAY_UPLOAD_MEGABYTES_MAX.`,
    `该账号上传的图片合计最多占用 ${megabytes} MB，本次上传将超出上限。每张图片在最后一次上传 ${keepHours} 小时后删除：请稍后重试，或请管理员调大 REELAY_UPLOAD_MEGABYTES_MAX。`,
  )
  return new ApiError('LimitExceeded', {}, { message })
}
