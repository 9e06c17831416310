import { readFile, stat } from 'node:fs/promises'
import type { JsonObject, JsonValue } from '../catalog/job.ts'
import { type ApiClient, ApiRefusal, textOf } from './api-client.ts'
import { UserError } from './command.ts'

/** As the server has it; a larger file is not even sent. */
const imageBytesMax = 10 * 1024 * 1024

/** Uploads every file that stands in a request where an image's URL belongs, each once, and puts its link there. */
export async function uploadFiles(
  client: ApiClient,
  request: JsonObject,
  say: (line: string) => void,
): Promise<JsonObject> {
  const uploaded = new Map<string, string>()
  const linkTo = async (image: JsonValue): Promise<JsonValue> => {
    if (typeof image !== 'string' || /^https?:\/\//i.test(image)) return image
    const link = uploaded.get(image) ?? (await upload(client, image, say))
    uploaded.set(image, link)
    return link
  }
  const linked: Record<string, JsonValue> = { ...request }
  for (const member of ['ImageUrl', 'LastImageUrl']) {
    const image = request[member]
    if (image !== undefined) linked[member] = await linkTo(image)
  }
  if (Array.isArray(request['ImageInfos'])) {
    const infos: JsonValue[] = []
    for (const info of request['ImageInfos'] as readonly JsonValue[]) {
      const image = isObject(info) ? info['ImageUrl'] : undefined
      infos.push(isObject(info) && image !== undefined ? { ...info, ImageUrl: await linkTo(image) } : info)
    }
    linked['ImageInfos'] = infos
  }
  return linked
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function upload(client: ApiClient, path: string, say: (line: string) => void): Promise<string> {
  const bytes = await read(path)
  say(`uploading ${path} (${Math.ceil(bytes.length / 1024)} KB)`)
  try {
    return textOf(await client.upload('UploadImage', 'Image', bytes), 'ImageUrl')
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error
    if (error.code === 'InvalidAction' || error.code === 'UnsupportedOperation') {
      throw new UserError(
        `This endpoint takes images by URL only: uploading files is an extension of Reelay's own. Put ${path} on a web server and give its URL.`,
        { cause: error },
      )
    }
    throw new ApiRefusal(error.code, `${path}: ${error.message}`, error.requestId)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
}

async function read(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > imageBytesMax) {
      throw new UserError(
        `${path} has ${(size / 1024 ** 2).toFixed(1)} MB; an image may have 10 MB. Save it smaller.`,
      )
    }
    return await readFile(path)
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error) || !('code' in error)) throw error
    const reason = reasons[String(error.code)] ?? String(error.code)
    throw new UserError(`${path} cannot be read: ${reason}. An image is a file or an http(s) URL.`, {
      cause: error,
    })
  }
}
