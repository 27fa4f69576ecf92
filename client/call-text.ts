import type { Call, Part } from './call.ts'
import { encodePairs } from './requests/pairs.ts'
import { fieldIn } from './runtime-expression.ts'
import { oneLine, percentDecoded } from './untrusted.ts'

/** Method and path of a call, as a line of the output begins. */
export function label({ method, path }: Call): string {
  return `${method} ${path}`
}

/** Method and path as the author of a route writes them: `GET /hello/<name>`. A `%20` of one call would look like the fault. */
export function routeOf({ method, path, name, route }: Call): string {
  if (route !== undefined) return `${method} ${route}`
  const isTemplate = name.startsWith(`${method} /`) && name.includes('{')
  return isTemplate ? name : `${method} ${percentDecoded(path)}`
}

/** The endpoint of a call, for one line: method and route; with the query, where that is what is sent. */
export function endpointText(call: Call): string {
  return call.path.includes('?') ? `${call.method} ${percentDecoded(call.path)}` : routeOf(call)
}

/** Characters of a body that leave room behind them for what is wrong. */
const longestBody = 80

/** The endpoint of a call and what is sent to it, for one line: `POST /distance, sent {"a":[2,4],"b":[5,6]}`. */
export function requestText(call: Call): string {
  const body = requestBody(call)
  const endpoint = endpointText(call)
  return body === undefined ? endpoint : `${endpoint}, sent ${oneLine(body, longestBody)}`
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
