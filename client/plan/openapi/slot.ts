import { isObject } from '../../untrusted.ts'
import { type Example, exampleOf } from './example.ts'
import { resolved } from './reference.ts'

/** Something that an operation takes: a parameter, or the body. */
export type Slot = {
  in: 'path' | 'query' | 'header' | 'cookie' | 'json' | 'form'
  name: string
  required: boolean
  /** By name; a single unnamed example has the name ''. */
  examples: Map<string, unknown>
  fallback: Example | undefined
}

/** Whether it is the body, of whatever kind. */
export function isBody(slot: Slot): boolean {
  return slot.in === 'json' || slot.in === 'form'
}

/** An operation's parameters, which override the path's of the same place and name. */
export function parameterSlots(
  document: unknown,
  pathItem: Record<string, unknown>,
  operation: Record<string, unknown>,
): Slot[] {
  const slots = new Map<string, Slot>()
  for (const parameter of [pathItem.parameters ?? [], operation.parameters ?? []].flat()) {
    const { in: place, name, required, content, ...rest } = resolved(document, parameter) ?? {}
    if (typeof name !== 'string' || !isPlace(place) || isReserved(place, name)) continue
    const described = isObject(content) ? (resolved(document, Object.values(content)[0]) ?? {}) : rest
    slots.set(`${place} ${name}`, {
      in: place,
      name,
      required: place === 'path' || required === true,
      examples: examplesOf(document, described),
      fallback: exampleOf(document, described.schema),
    })
  }
  return [...slots.values()]
}

function isPlace(value: unknown): value is 'path' | 'query' | 'header' | 'cookie' {
  return ['path', 'query', 'header', 'cookie'].includes(value as string)
}

/** Headers that OpenAPI wants to be described elsewhere, and ignored as parameters. */
function isReserved(place: string, name: string): boolean {
  return place === 'header' && ['accept', 'content-type', 'authorization'].includes(name.toLowerCase())
}

/** The request body as JSON, else as a form; or why it cannot be sent. */
export function bodySlot(document: unknown, requestBody: unknown): Slot | { skip: string } | undefined {
  const { content, required } = resolved(document, requestBody) ?? {}
  if (!isObject(content)) return undefined
  const types = Object.keys(content)
  const type = types.find(isJson) ?? types.find(name => name.startsWith('application/x-www-form-urlencoded'))
  if (type === undefined) {
    return required === true ? { skip: `its body is ${types.join(' or ')}, which is not sent` } : undefined
  }
  const media = resolved(document, content[type]) ?? {}
  return {
    in: isJson(type) ? 'json' : 'form',
    name: 'the body',
    required: required === true,
    examples: examplesOf(document, media),
    fallback: exampleOf(document, media.schema),
  }
}

/** Whether a media type is JSON: `application/json`, `application/problem+json; charset=utf-8`, … */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType)
}

/** The written examples of a parameter or a media type, by name; a single one has the name ''. */
export function examplesOf(document: unknown, described: Record<string, unknown>): Map<string, unknown> {
  if ('example' in described) return new Map([['', described.example]])
  if (!isObject(described.examples)) return new Map()
  return new Map(
    Object.entries(described.examples).flatMap(([name, example]): [string, unknown][] => {
      const found = resolved(document, example)
      return found !== undefined && 'value' in found ? [[name, found.value]] : []
    }),
  )
}
