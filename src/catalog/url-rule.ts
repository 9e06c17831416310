/** Signed links with session tokens reach some 3,000 characters; the bound is ours. */
export const urlCharactersMax = 8192

/**
 * Why the service could never fetch this address, as a sentence; `undefined` when it may try. Whether the address is
 * allowed and really holds a JPEG or PNG is found out at intake. Masks (`*`) pass: the page's own example has them.
 */
export function urlProblem(url: string): string | undefined {
  if (url === '') return 'It is empty. To send no image, leave the parameter out.'
  if (url.length > urlCharactersMax) {
    return `It has ${url.length} characters; at most ${urlCharactersMax} are taken.`
  }
  if (/^data:/i.test(url)) {
    return 'Images are taken by address only. Put the image on a web server or into a bucket and send its http or https URL.'
  }
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? []
  if (scheme !== '' && !/^https?$/i.test(scheme)) return `Only http and https can be fetched, not ${scheme}.`
  if (scheme === '' || !URL.canParse(url)) {
    return 'It must be a whole URL that begins with http:// or https://.'
  }
  return undefined
}
