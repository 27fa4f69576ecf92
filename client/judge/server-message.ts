import { asText, isObject, oneLine, parseJson } from '../untrusted.ts'
import { htmlParagraph, isHtml } from './html.ts'

/** The words of an error answer: RFC 9457's, the usual fields of a JSON error, a page's first paragraph, or the text. */
export function serverMessage(body: string): string {
  if (isHtml(body)) return htmlParagraph(body)
  const value = jsonOrUndefined(body)
  if (!isObject(value)) return oneLine(body)
  const message = [value.detail, value.message, value.error, value.title].find(
    text => typeof text === 'string',
  )
  return oneLine(String(message ?? listedFaults(value.detail) ?? JSON.stringify(value)))
}

/** FastAPI's list of what is wrong with the input: `x1: field required; query y: field required`; undefined if it is none. */
function listedFaults(detail: unknown): string | undefined {
  if (!Array.isArray(detail) || detail.length === 0) return undefined
  const faults = detail.map(each => {
    if (!isObject(each) || typeof each.msg !== 'string' || !Array.isArray(each.loc)) return undefined
    return [placeIn(each.loc), each.msg].filter(Boolean).join(': ')
  })
  return faults.includes(undefined) ? undefined : faults.join('; ')
}

/** A field of the body is called by its name alone, as it was sent; `a[0]` for an item of a list. */
function placeIn([part, ...keys]: unknown[]): string {
  const name = keys.map(key => (typeof key === 'number' ? `[${key}]` : `.${asText(key)}`)).join('')
  const isField = part === 'body' && typeof keys[0] === 'string'
  return isField ? name.slice(1) : `${asText(part ?? '')}${name.replace(/^\./, ' ')}`
}

function jsonOrUndefined(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
