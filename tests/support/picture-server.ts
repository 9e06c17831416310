import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'

/** Serves pictures on loopback, as a caller's web server would, and remembers what was asked. */
export type PictureServer = {
  readonly address: string
  url(path: string): string
  readonly asked: string[]
  stop(): Promise<void>
}

export type Answer = { readonly status?: number; readonly type?: string; readonly body: Uint8Array }

export async function servePictures(pictures: Readonly<Record<string, Answer>>): Promise<PictureServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const answer = pictures[(request.url ?? '').slice(1)]
    if (!answer) {
      response.writeHead(404).end('not here')
      return
    }
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/octet-stream' })
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    url: (path) => `http://127.0.0.1:${port}/${path}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type PictureLook = {
  readonly width: number
  readonly height: number
  readonly hue: number
  readonly ball: number
}

/** A picture with soft light, texture and a thing in it: what a photo asks of an encoder, without being anybody's. */
export async function paintPicture(
  { width, height, hue, ball }: PictureLook,
  format: 'jpeg' | 'png',
): Promise<Buffer> {
  const stalks = Array.from({ length: 40 }, (_, index) => {
    const x = (index * 97.3) % width
    const lean = ((index * 37) % 60) - 30
    return `<path d="M${x} ${height} q ${lean / 2} ${-height / 4} ${lean} ${-height / 2.2}" stroke="hsl(${hue + 60},45%,${25 + (index % 5) * 8}%)" stroke-width="${2 + (index % 4)}" fill="none"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue},60%,45%)"/><stop offset="1" stop-color="hsl(${hue + 30},70%,80%)"/></linearGradient>
      <radialGradient id="ball" cx=".35" cy=".3"><stop stop-color="hsl(${hue + 180},90%,80%)"/><stop offset="1" stop-color="hsl(${hue + 180},80%,30%)"/></radialGradient>
    </defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <rect y="${height * 0.7}" width="100%" height="30%" fill="hsl(${hue + 80},35%,35%)"/>
    ${stalks.join('')}
    <circle cx="${width * ball}" cy="${height * 0.55}" r="${height * 0.14}" fill="url(#ball)"/>
  </svg>`
  const picture = sharp(Buffer.from(svg))
  return format === 'png' ? picture.png().toBuffer() : picture.jpeg({ quality: 92 }).toBuffer()
}
