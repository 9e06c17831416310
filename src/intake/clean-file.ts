/** An image file without what is not image: metadata, previews, further pictures, bytes behind its end. */
export type CleanFile =
  | { readonly outcome: 'clean'; readonly bytes: Buffer }
  | { readonly outcome: 'refused'; readonly reason: string }

export const cutOff = { outcome: 'refused', reason: 'the image is cut off before its end' } as const
export const damaged = { outcome: 'refused', reason: 'the image is damaged' } as const
