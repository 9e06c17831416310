/** Signed links with session tokens reach some 3,000 characters; the bound is ours. */
export const urlCharactersMax = 8192

/**
 * Why the service could never fetch this address, as a sentence; `undefined` when it may try. Whether the address is
 * allowed and really holds what is expected is found out at intake. Masks (`*`) pass: the page's own example has them.
 */
export function urlProblem(url: string, what: 'image' | 'video' | 'sound' = 'image'): string | undefined {
  if (url === '') return `It is empty. To send no ${what}, leave the parameter out.`
  if (url.length > urlCharactersMax) {
    return `It has ${url.length} characters; at most ${urlCharactersMax} are taken.`
  }
  if (/^data:/i.test(url)) {
    const kinds = `${what.charAt(0).toUpperCase()}${what.slice(1)}s`
    return `${kinds} are taken by address only. Put the ${what} on a web server or into a bucket and send its http or https URL.`
  }
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? []
  if (scheme !== '' && !/^https?$/i.test(scheme)) return `Only http and https can be fetched, not ${scheme}.`
  if (scheme === '' || !URL.canParse(url)) {
    return 'It must be a whole URL that begins with http:// or https://.'
  }
  return undefined
}
