import { asText, isObject } from '../../untrusted.ts'
import { isJson } from './media-type.ts'

/** How a parameter or a field of a form is written. Source: OpenAPI 3.0.3, 3.1.1 and 3.2.0, Parameter Object, "Style Values". */
export type Style = {
  /** `content`: as its media type says, and not by a style. */
  name:
    | 'matrix'
    | 'label'
    | 'simple'
    | 'form'
    | 'spaceDelimited'
    | 'pipeDelimited'
    | 'deepObject'
    | 'cookie'
    | 'content'
  explode: boolean
  /** Reserved characters stay as they are. */
  allowReserved: boolean
  /** What stands between the items of a label that is not exploded. */
  labelSeparator: ',' | '.'
  /** With `content`: whether a text is written as JSON, in quotes. */
  json: boolean
}

/** Where a parameter stands; `querystring` is the whole query, in one. */
export type Place = 'path' | 'query' | 'querystring' | 'header' | 'cookie'

/** The styles that each place may have, its own first. */
export const stylesOf: Record<Place, readonly Style['name'][]> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
}

/** The style of a parameter: the place's own, unless the document names another that the place may have. */
export function styleOf(document: unknown, place: Place, parameter: Record<string, unknown>): Style {
  const [first = 'form', ...others] = stylesOf[place]
  const name = others.find(other => other === parameter.style) ?? first
  const type = isObject(parameter.content) ? Object.keys(parameter.content)[0] : undefined
  return {
    name: type === undefined ? name : 'content',
    // "When style is "form" or "cookie", the default value is true. For all other styles, the default value is false." (3.2.0)
    explode:
      typeof parameter.explode === 'boolean' ? parameter.explode : name === 'form' || name === 'cookie',
    // "This property only applies to parameters with an in value of query." (3.0.3)
    allowReserved: place === 'query' && parameter.allowReserved === true,
    labelSeparator: hasOldLabels(document) ? '.' : ',',
    json: type !== undefined && isJson(type),
  }
}

/**
 * The style of a field of a form, undefined if it is written by its type alone: only one of the three keywords makes it a
 * style (3.1.1, Encoding Object, "Fixed Fields for RFC6570-style Serialization").
 */
export function fieldStyle(document: unknown, encoding: unknown): Style | undefined {
  if (!isObject(encoding)) return undefined
  const isStyled = ['style', 'explode', 'allowReserved'].some(keyword => encoding[keyword] !== undefined)
  return isStyled ? styleOf(document, 'query', { ...encoding, content: undefined }) : undefined
}

/** The table of 3.0.3 and 3.1.0 has `.blue.black.brown` where 3.0.4 and 3.1.1 follow RFC 6570: `.blue,black,brown`. */
function hasOldLabels(document: unknown): boolean {
  return isObject(document) && /^3\.(0\.[0-3]|1\.0)$/.test(asText(document.openapi))
}
