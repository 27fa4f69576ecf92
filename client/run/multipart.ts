import { randomUUID } from 'node:crypto'
import type { Part } from '../call.ts'

/**
 * A multipart/form-data body (RFC 7578), and its Content-Type with the boundary. FormData would do, but gives each part
 * that has a media type the name of a file, so that servers take JSON for an upload.
 */
export function encodeMultipart(parts: Part[]): { data: Uint8Array; contentType: string } {
  const boundary = `part-${randomUUID()}`
  const written = parts.flatMap(({ name, value, filename, type, base64 }) => {
    const file = filename === undefined ? '' : `; filename="${quotable(filename)}"`
    const head = [`--${boundary}`, `Content-Disposition: form-data; name="${quotable(name)}"${file}`]
    if (type !== undefined) head.push(`Content-Type: ${type}`)
    return [
      Buffer.from(`${head.join('\r\n')}\r\n\r\n`),
      Buffer.from(value, base64 ? 'base64' : 'utf8'),
      newline,
    ]
  })
  return {
    data: Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  }
}

const newline = Buffer.from('\r\n')

/** What would end the name is percent-encoded, as browsers do. */
function quotable(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent)
}
