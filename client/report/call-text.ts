import type { Call, Part } from '../call.ts'
import { encodePairs } from '../requests/pairs.ts'
import { fieldIn } from '../runtime-expression.ts'

/** Method and path of a call, as a line of the output begins. */
export function label({ method, path }: Call): string {
  return `${method} ${path}`
}

/** The body that a call sends, as text. */
export function requestBody({ json, form, multipart }: Call): string | undefined {
  if (multipart !== undefined) return multipart.map(partText).join('; ')
  if (json !== undefined) return JSON.stringify(json)
  return form === undefined ? undefined : encodePairs(form)
}

/** As curl's --form has it, but for what is in a file. */
function partText({ name, value, filename, type }: Part): string {
  if (filename === undefined) return `${name}=${value}`
  return `${name}=@${filename}${type === undefined ? '' : ` (${type})`}`
}

/** Which calls a call needs, and which values it takes from their answers, in words; empty if none. */
export function needsInWords({ needs = [] }: Call): string {
  const sources = [...new Set(needs.map(({ call }) => call))].map(source => {
    const places = needs.flatMap(({ call, into }) => (call === source && into !== undefined ? [into] : []))
    const names = [...new Set(places.map(fieldIn))]
    return names.length === 0 ? `after ${source}` : `${names.join(' and ')} from the answer to ${source}`
  })
  return sources.join(', ')
}
