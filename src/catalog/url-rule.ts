import { text, type Text } from '../contract/text.ts'

/** Signed links with session tokens reach some 3,000 characters; the bound is ours. */
export const urlCharactersMax = 8192

/**
 * Why the service could never fetch this address, as a sentence; `undefined` when it may try. Whether the address is
 * allowed and really holds what is expected is found out at intake. Masks (`*`) pass: the page's own example has them.
 */
export function urlProblem(url: string, what: keyof typeof things = 'image'): Text | undefined {
  const { plural, chinese } = things[what]
  if (url === '') {
    return text(
      `It is empty. To send no ${what}, leave the parameter out.`,
      `内容为空。如不提供${chinese}，请去掉该参数。`,
    )
  }
  if (url.length > urlCharactersMax) {
    return tooLong(url.length, urlCharactersMax)
  }
  if (/^data:/i.test(url)) {
    return text(
      `${plural} are taken by address only. Put the ${what} on a web server or into a bucket and send its http or https URL.`,
      `${chinese}只能以地址提供。请将${chinese}放到 Web 服务器或存储桶中，再发送其 http 或 https URL。`,
    )
  }
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? []
  if (scheme !== '' && !/^https?$/i.test(scheme)) {
    return text(
      `Only http and https can be fetched, not ${scheme}.`,
      `只能获取 http 和 https 地址，不能获取 ${scheme}。`,
    )
  }
  if (scheme === '' || !URL.canParse(url)) {
    return text(
      'It must be a whole URL that begins with http:// or https://.',
      '须为以 http:// 或 https:// 开头的完整 URL。',
    )
  }
  return undefined
}

const things = {
  image: { plural: 'Images', chinese: '图片' },
  video: { plural: 'Videos', chinese: '视频' },
  sound: { plural: 'Sounds', chinese: '音频' },
} as const

/** Of a text with more characters than its bound. */
export const tooLong = (count: number, max: number): Text =>
  text(`It has ${count} characters; at most ${max} are taken.`, `长度为 ${count} 个字符，最多 ${max} 个。`)
