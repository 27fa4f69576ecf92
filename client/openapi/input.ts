import { isObject } from '../untrusted.ts'
import { type Example, exampleOf } from './example.ts'
import { resolved } from './reference.ts'

/** What one call sends. */
export type Input = {
  /** The example that it is made of, whose answer has the same name; undefined if made of schemas. */
  exampleName: string | undefined
  /** The operation has neither parameters nor a body. */
  takesNothing: boolean
  path: Record<string, unknown>
  query: [string, string][]
  headers: Record<string, string>
  json?: unknown
  form?: Record<string, string>
  invented: boolean
}

/** Something that an operation takes: a parameter, or the body. */
type Slot = {
  in: 'path' | 'query' | 'header' | 'cookie' | 'json' | 'form'
  name: string
  required: boolean
  /** By name; a single unnamed example has the name ''. */
  examples: Map<string, unknown>
  fallback: Example | undefined
}

/**
 * The inputs of an operation, one per named example; or a single reason why it has none.
 * A slot without the example of that name takes its first example, else what its schema gives.
 */
export function inputsOf(
  document: unknown,
  pathItem: Record<string, unknown>,
  operation: Record<string, unknown>,
): (Input | { skip: string })[] {
  const body = bodySlot(document, operation.requestBody)
  if (body !== undefined && 'skip' in body) return [body]
  const slots = [...parameterSlots(document, pathItem, operation), ...(body ? [body] : [])]

  const names = [...new Set(slots.flatMap(slot => [...slot.examples.keys()]))]
  const wanted: (string | undefined)[] = names.length > 0 ? names : [undefined]
  return wanted.map(name => inputOf(slots, name))
}

function inputOf(slots: Slot[], exampleName: string | undefined): Input | { skip: string } {
  const takesNothing = slots.length === 0
  const input: Input = { exampleName, takesNothing, path: {}, query: [], headers: {}, invented: false }
  for (const slot of slots) {
    const example = pick(slot, exampleName)
    if (example === undefined && slot.required) return { skip: `no example for ${slot.name}` }
    // What is made up is only sent where it must be.
    if (example === undefined || (example.invented && !slot.required)) continue
    place(input, slot, example.value)
    input.invented ||= example.invented
  }
  return input
}

function pick(slot: Slot, exampleName: string | undefined): Example | undefined {
  if (exampleName !== undefined && slot.examples.has(exampleName)) {
    return { value: slot.examples.get(exampleName), invented: false }
  }
  const [first] = slot.examples.values()
  return first === undefined ? slot.fallback : { value: first, invented: false }
}

function place(input: Input, slot: Slot, value: unknown): void {
  if (slot.in === 'json') input.json = value
  else if (slot.in === 'form') input.form = textFields(value)
  else if (slot.in === 'path') input.path[slot.name] = value
  else if (slot.in === 'query') for (const item of [value].flat()) input.query.push([slot.name, text(item)])
  else if (slot.in === 'header') input.headers[slot.name] = text(value)
  else input.headers.cookie = [input.headers.cookie, `${slot.name}=${text(value)}`].filter(Boolean).join('; ')
}

function text(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function textFields(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, text(item)]))
}

/** An operation's parameters, which override the path's of the same place and name. */
function parameterSlots(
  document: unknown,
  pathItem: Record<string, unknown>,
  operation: Record<string, unknown>,
): Slot[] {
  const slots = new Map<string, Slot>()
  for (const parameter of [pathItem.parameters ?? [], operation.parameters ?? []].flat()) {
    const { in: place, name, required, content, ...rest } = resolved(document, parameter) ?? {}
    if (typeof name !== 'string' || !isPlace(place)) continue
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

function bodySlot(document: unknown, requestBody: unknown): Slot | { skip: string } | undefined {
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
