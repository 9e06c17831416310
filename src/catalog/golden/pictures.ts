/** What the golden requests ask with. */
export const Prompt = 'a cat on a skateboard'
export const first = 'https://example.com/first.png'
export const last = 'https://example.com/last.png'
export const references = (count: number, ReferenceType?: string) =>
  Array.from({ length: count }, (_, index) => ({
    ImageUrl: `https://example.com/${index}.png`,
    ...(ReferenceType === undefined ? {} : { ReferenceType }),
  }))

/** References with the names that PixVerse wants. */
export const named = (count: number) =>
  references(count).map((info, index) => ({ ...info, Text: `image${index}` }))
export const video = 'https://example.com/dance.mp4'
export const speech = 'https://example.com/speech.mp3'
