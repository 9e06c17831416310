import type { JsonObject, JsonValue, StagedImage } from '../catalog/job.ts'
import type { Link } from './vendor.ts'

/** What stands in a composed call where an image's bytes go: a call is small plain JSON that people read. */
export const imageSlot = ({ key, format, sha256 }: StagedImage): JsonObject => ({
  stagedImage: key,
  mediaType: `image/${format}`,
  sha256,
})

/** How a vendor wants the bytes; these rules contradict each other (vendors-kling-vidu-hailuo.md 0.10). */
export type ImageEncoding = (base64: string, mediaType: string) => JsonValue

export const asDataUri: ImageEncoding = (base64, mediaType) => `data:${mediaType};base64,${base64}`

/** The call with every slot filled, one image after the other. */
export async function fillSlots(call: JsonValue, encode: ImageEncoding, link: Link): Promise<JsonValue> {
  if (Array.isArray(call)) {
    const filled: JsonValue[] = []
    for (const value of call) filled.push(await fillSlots(value, encode, link))
    return filled
  }
  if (typeof call !== 'object' || call === null) return call
  const object = call as JsonObject
  const { stagedImage, mediaType } = object
  if (typeof stagedImage === 'string' && typeof mediaType === 'string') {
    return encode(Buffer.from(await link.image(stagedImage)).toString('base64'), mediaType)
  }
  const filled: Record<string, JsonValue> = {}
  for (const [name, value] of Object.entries(object)) filled[name] = await fillSlots(value, encode, link)
  return filled
}
