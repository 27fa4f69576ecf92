import express, { type Request, type Response } from 'express'
import { parseJson } from './json.ts'
import { Problem } from './problem.ts'

/** Reads a request's JSON body. @throws {Problem} 400, 413 or 415, saying what is wrong with it. */
export type ReadJson = (req: Request, res: Response) => Promise<unknown>

/** @param limit the longest body that is read, once decompressed, as `'100kb'` or in bytes. */
export function jsonBody(limit: string | number): ReadJson {
  const readBytes = express.raw({ type: () => true, limit })

  return async function readJson(req, res) {
    if (isEmpty(req)) throw new Problem(400, 'The body is empty. Send JSON.')
    checkType(req)
    await new Promise<void>((resolve, reject) => {
      readBytes(req, res, error => (error ? reject(bodyProblem(error, limit)) : resolve()))
    })
    return parseJson(decode(req.body))
  }
}

function isEmpty(req: Request): boolean {
  return req.headers['transfer-encoding'] === undefined && Number(req.headers['content-length'] ?? 0) === 0
}

function checkType(req: Request): void {
  const type = req.get('content-type')
  if (!req.is('application/json')) {
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

/** JSON travels as UTF-8 and nothing else (RFC 8259, 8.1); put right silently, broken bytes would be wrong data. */
function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Problem(400, 'The body is not UTF-8. Encode its text as UTF-8.')
  }
}

/** What express.raw finds wrong, in words that say what to do. */
function bodyProblem(error: Error & { type?: string; code?: string }, limit: string | number): Error {
  if (error.type === 'entity.too.large') {
    return new Problem(413, `The body is over the limit of ${limit}. Send less at a time.`)
  }
  if (error.type === 'encoding.unsupported') {
    return new Problem(415, 'The body is compressed in a way unknown here. Use gzip, or send it as it is.')
  }
  if (error.code?.startsWith('Z_') || error.code?.startsWith('ERR_')) {
    return new Problem(400, 'The body is not compressed as its content-encoding says, or is cut short.')
  }
  return error
}
