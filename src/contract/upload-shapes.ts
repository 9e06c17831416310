import { z } from 'zod'

/** The extension `UploadImage`: Tencent has no such action, because its images come by public URL only. */
export const uploadImageRequest = z
  .strictObject({
    Image: z.base64().meta({
      doc: 'A JPEG or PNG file of at most 10 MB. In JSON as base64; in a multipart/form-data request as a part that holds the bytes.',
      example: 'iVBORw0KGgo=',
    }),
  })
  .meta({ title: 'UploadImageRequest' })

export const uploadImageResponse = z
  .strictObject({
    ImageUrl: z.string().meta({
      doc: 'Where the image can be seen, and what ImageUrl, LastImageUrl and ImageInfos.N.ImageUrl take in a create of the same account.',
      example:
        'http://127.0.0.1:9000/media/uploads/1250000001/5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9.png?expires=1768057200&signature=',
    }),
    ExpiresAt: z
      .string()
      .meta({ doc: 'Until when that link is good (ISO 8601, UTC).', example: '2026-01-10T15:00:00Z' }),
    Width: z.int().meta({ doc: 'Width of the image in pixels, once it stands upright.', example: 1280 }),
    Height: z.int().meta({ doc: 'Height of the image in pixels, once it stands upright.', example: 720 }),
  })
  .meta({ title: 'UploadImageResponse' })

export type UploadImageRequest = z.infer<typeof uploadImageRequest>
export type UploadImageResponse = z.infer<typeof uploadImageResponse>
