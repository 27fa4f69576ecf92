import { type Agent, request } from 'node:http'
import type { Operation } from './document.ts'
import type { Input } from './valid.ts'

export type Reply = { status: number; type: string; text: string }

/** Sends an input as the document says that it travels. */
export function send(
  { port, agent }: { port: number; agent: Agent },
  { method, path, body: takesBody }: Operation,
  { params, query, body }: Input,
  type = 'application/json',
): Promise<Reply> {
  const target = path.replace(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(String(params[name])))
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item): [string, string] => [name, String(item)]),
  )
  const search = pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
  const json = takesBody ? (JSON.stringify(body) ?? '') : ''
  const headers = takesBody ? { 'content-type': type, 'content-length': Buffer.byteLength(json) } : {}

  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, agent, method, path: target + search, headers },
      response => {
        let text = ''
        response.setEncoding('utf8').on('data', chunk => {
          text += chunk
        })
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text })
        })
        response.on('error', reject)
      },
    )
    call.on('error', reject)
    call.end(json)
  })
}
