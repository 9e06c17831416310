import type { Form, VendorRequest } from '../vendors/vendor.ts'

export type RequestBody = {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** The body of a vendor's request and the type that it is sent as. */
export async function requestBody({ body, form }: VendorRequest): Promise<RequestBody> {
  if (form !== undefined) return multipart(form)
  if (body === undefined) return { headers: {} }
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** Every file with a name and a type: servers refuse parts without (openai-java issue 640). */
async function multipart({ fields, files }: Form): Promise<RequestBody> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const { field, name, mediaType, bytes } of files) {
    form.append(field, new Blob([Uint8Array.from(bytes)], { type: mediaType }), name)
  }
  const encoded = new Response(form)
  return {
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  }
}
