import { isObject, oneLine, parseJson } from '../untrusted.ts'
import { htmlParagraph, isHtml } from './html.ts'

/** The words of an error answer: RFC 9457's, the usual fields of a JSON error, a page's first paragraph, or the text. */
export function serverMessage(body: string): string {
  if (isHtml(body)) return htmlParagraph(body)
  const value = jsonOrUndefined(body)
  if (!isObject(value)) return oneLine(body)
  const message = [value.detail, value.message, value.error, value.title].find(
    text => typeof text === 'string',
  )
  return oneLine(String(message ?? JSON.stringify(value)))
}

function jsonOrUndefined(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
