import { messageOf } from '../requests/message-of.ts'
import { withinTime } from '../time-limit.ts'
import { asText, isObject, oneLine, parseJson } from '../untrusted.ts'

/** Milliseconds that reading one document in YAML may take. */
const timeLimit = 2000

/** What a text is: a document to call, something that is named as what it is, or nothing of the kind. */
type ReadDocument = { document: Record<string, unknown> } | { unread: string } | undefined

/** Reads an OpenAPI document, in JSON or YAML. A server may answer any path with some JSON, or page, of its own. */
export async function readDocument(text: string): Promise<ReadDocument> {
  try {
    return named(await parsed(text))
  } catch (error) {
    const word = text.trimStart().startsWith('{') ? 'JSON' : 'YAML'
    return claimsToBe(text)
      ? { unread: `is no ${word} that can be read: ${messageOf(error).split('\n', 1)[0]}` }
      : undefined
  }
}

/** Whether a text, of which the end may be missing, has the field by which OpenAPI documents are known. */
export function claimsToBe(text: string): boolean {
  return !text.trimStart().startsWith('<') && /(^|[{,\s])["']?(openapi|swagger)["']?\s*:/.test(text)
}

async function parsed(text: string): Promise<unknown> {
  if (/^\s*[{[<"]/.test(text) || !claimsToBe(text)) return parseJson(text)
  // Most documents are JSON, and the client starts sooner without it.
  const { parse } = await import('yaml')
  // YAML can refer to itself, and repeat what it has: as JSON, it can be looked at like all else.
  return parseJson(withinTime(timeLimit, () => JSON.stringify(parse(text, { logLevel: 'error' }))))
}

function named(value: unknown): ReadDocument {
  if (!isObject(value)) return undefined
  const { openapi, swagger, paths, webhooks } = value
  if (swagger !== undefined && openapi === undefined && isObject(paths)) {
    return { unread: `is Swagger ${oneLine(asText(swagger), 20)}, which is not read: only OpenAPI 3 is` }
  }
  // YAML's 3.1 is a number.
  const version = typeof openapi === 'number' ? String(openapi) : openapi
  if (typeof version !== 'string' || !/^\d+(\.|$)/.test(version)) return undefined
  if (!/^3(\.|$)/.test(version))
    return { unread: `is OpenAPI ${oneLine(version, 20)}, which is not read: only OpenAPI 3 is` }
  if (isObject(paths)) return { document: value }
  // Source: OpenAPI 3.1.1, section 4.8.1: paths, webhooks or components must be there.
  return isObject(webhooks)
    ? { unread: 'describes only webhooks, which a server calls and does not answer' }
    : { unread: 'describes no paths' }
}
