/**
 * A Job is a judged request: every default filled in, vendor-neutral, camelCase. It is plain JSON, is stored with
 * the task, and is all that a vendor learns of the caller's wish.
 */
export type Mode = 'text' | 'image' | 'frames' | 'references' | 'video'

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
export type JsonObject = { readonly [key: string]: JsonValue }

export type Job = {
  readonly edition: string
  /** Wire name of the family, e.g. `Kling`. */
  readonly family: string
  /** `null` where the family has no versions in this edition (Hunyuan in the seed). */
  readonly version: string | null
  readonly mode: Mode
  readonly prompt: string
  readonly negativePrompt: string
  readonly enhancePrompt: boolean
  /** The images the caller named, in the order first frame, last frame, references. */
  readonly images: readonly NamedImage[]
  readonly durationSeconds: number
  /** Upper case as in the contract: `720P`, `768P`, `1080P`, `2K`, `4K`. */
  readonly resolution: string
  /** `width:height`; absent where an image decides the shape. */
  readonly aspectRatio?: string
  /** Whether the result carries sound. */
  readonly audio: boolean
  /** Videos and sounds that the caller named; absent where there are none, and in editions that have no such members. */
  readonly videos?: readonly NamedVideo[]
  readonly audios?: readonly NamedAudio[]
  /** A special kind of scene, such as Kling's `motion_control`. */
  readonly sceneType?: string
  /** Whether the vendor's watermark is asked for. Absent: not said. */
  readonly watermark?: boolean
  /** Cheaper, within 48 hours. */
  readonly offPeak?: boolean
  readonly backgroundMusic?: boolean
  /** The caller's AdditionalParameters, parsed: vendor keys that the contract does not name. */
  readonly additionalParameters: JsonObject
  /** The caller's own bucket, when he named one. */
  readonly bucket?: Bucket
  readonly operator?: string
}

/** An image as the caller named it. */
export type NamedImage = {
  /** Wire path of the parameter, as used in messages: `ImageUrl`, `LastImageUrl`, `ImageInfos.0.ImageUrl`. */
  readonly parameter: string
  readonly role: 'first' | 'last' | 'reference'
  readonly url: string
  readonly referenceType?: string
  /** By which the prompt speaks of the image (PixVerse). */
  readonly name?: string
}

/** A video as the caller named it (`VideoInfos.0.VideoUrl`). */
export type NamedVideo = {
  readonly parameter: string
  readonly url: string
  /** `base`: the video to be edited. `feature`: a model for motion or style. */
  readonly use: 'base' | 'feature'
  readonly keepOriginalSound: boolean
}

/** A sound as the caller named it (`AudioInfos.0.AudioUrl`). */
export type NamedAudio = { readonly parameter: string; readonly url: string }

/** An image after intake: fetched once, checked by content, kept in our store until the task ends. */
export type StagedImage = Omit<NamedImage, 'url'> & {
  /** Where the bytes lie in the object store. */
  readonly key: string
  readonly sha256: string
  readonly format: 'jpeg' | 'png'
  /** Pixels, after EXIF orientation. */
  readonly width: number
  readonly height: number
  readonly sizeBytes: number
}

/** A video after intake: read to its last packet. */
export type StagedVideo = Omit<NamedVideo, 'url'> & {
  readonly key: string
  readonly sha256: string
  readonly format: 'mp4' | 'mov' | 'webm'
  /** Pixels as shown, after the container's rotation. */
  readonly width: number
  readonly height: number
  readonly durationSeconds: number
  readonly sizeBytes: number
}

/** A sound after intake: read to its last packet. */
export type StagedAudio = Omit<NamedAudio, 'url'> & {
  readonly key: string
  readonly sha256: string
  readonly format: 'mp3' | 'wav' | 'm4a' | 'aac'
  readonly durationSeconds: number
  readonly sizeBytes: number
}

/** All that the caller named, staged, in the order of the job. */
export type StagedInputs = {
  readonly images: readonly StagedImage[]
  readonly videos: readonly StagedVideo[]
  readonly audios: readonly StagedAudio[]
}

export type Bucket = { readonly name: string; readonly region: string; readonly path: string }
