import express, { type Request, type Response } from 'express'
import { parseJson } from './parse-json.ts'
import { Problem } from './problem.ts'

/**
 * Reads a request's JSON body.
 * @throws {Problem} if something is wrong with it: a 400, 413 or 415 that says what.
 */
export type ReadJson = (req: Request, res: Response) => Promise<unknown>

/** @param limit the longest body that is read, in bytes, once decompressed. */
export function jsonBody(limit: number): ReadJson {
  const readCompressed = express.raw({ type: () => true, limit })

  return async function readJson(req, res) {
    if (isEmpty(req)) throw new Problem(400, 'The body is empty. Send JSON.')
    checkType(req)
    // A parser that comes before the table in the app has read it.
    if (req.readableEnded) return req.body
    if (req.headers['content-encoding'] === undefined) return parseJson(decode(await readBytes(req, limit)))
    await new Promise<void>((resolve, reject) => {
      readCompressed(req, res, error => (error ? reject(bodyProblem(error, limit)) : resolve()))
    })
    return parseJson(decode(req.body))
  }
}

/** express.raw can do this, too, but it takes as long for a short body as the rest of the request takes. */
function readBytes(req: Request, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    req.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      else reject(tooLong(limit))
    })
    // A short body comes in one piece, which need not be copied.
    req.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    req.on('error', () => reject(new Problem(400, 'The body is cut short.')))
  })
}

function tooLong(limit: number): Problem {
  return new Problem(413, `The body is over the limit of ${limit} bytes. Send less at a time.`)
}

function isEmpty(req: Request): boolean {
  return req.headers['transfer-encoding'] === undefined && Number(req.headers['content-length'] ?? 0) === 0
}

function checkType(req: Request): void {
  const type = req.get('content-type')
  if (!/^application\/json\s*(;|$)/i.test(type ?? '')) {
    const sent = type === undefined ? 'has no content type' : `came as ${type}`
    throw new Problem(415, `The body must be JSON and ${sent}: add -H 'content-type: application/json'.`)
  }
  if (/charset=(?!"?utf-8)/i.test(type ?? '')) {
    throw new Problem(
      415,
      `The body must be JSON in UTF-8 and came as ${type}: send UTF-8, without a charset.`,
    )
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** JSON travels as UTF-8 and nothing else (RFC 8259, 8.1). Broken bytes that are silently replaced would be wrong data. */
function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Problem(400, 'The body is not UTF-8. Encode its text as UTF-8.')
  }
}

/** What express.raw finds wrong, in words that say what to do. */
function bodyProblem(error: Error & { type?: string; code?: string }, limit: number): Error {
  if (error.type === 'entity.too.large') return tooLong(limit)
  if (error.type === 'encoding.unsupported') {
    return new Problem(415, 'The body is compressed in a way unknown here. Use gzip, or send it as it is.')
  }
  if (error.code?.startsWith('Z_') || error.code?.startsWith('ERR_')) {
    return new Problem(400, 'The body is not compressed as its content-encoding says, or is cut short.')
  }
  return error
}
