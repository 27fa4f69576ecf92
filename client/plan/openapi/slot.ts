import { once } from '../../made-once.ts'
import { isObject } from '../../untrusted.ts'
import { type Example, exampleOf } from './example.ts'
import { type Unmade, unmade } from './made-up/made.ts'
import type { PartKind } from './multipart.ts'
import { resolved } from './reference.ts'
import { remembered } from './remembered.ts'
import { type Place, type Style, styleOf, stylesOf } from './style.ts'

/** Something that an operation takes: a parameter, or the body. */
export type Slot = ParameterSlot | BodySlot

type Filling = {
  name: string
  required: boolean
  /** By name; a single unnamed example has the name ''. */
  examples: Map<string, unknown>
  /** What stands in where there is no example, or why nothing does. */
  fallback: () => Example | Unmade
}

export type ParameterSlot = Filling & { in: Place; style: Style }

export type BodySlot = Filling & {
  in: 'json' | 'form' | 'multipart'
  /** As the document names it. */
  mediaType: string
  /** The method is one whose requests have a body: then a person would send one, whether it is required or not. */
  expected: boolean
  /** How the fields of a form are written that are not written by their type alone. */
  styles: Map<string, Style>
  /** How the fields of a multipart body are sent. */
  kinds: Map<string, PartKind>
}

/** Whether it is the body, of whatever kind. */
export function isBody(slot: Slot): slot is BodySlot {
  return 'mediaType' in slot
}

/** An operation's parameters, which override the path's of the same place and name. */
export function parameterSlots(
  document: unknown,
  pathItem: Record<string, unknown>,
  operation: Record<string, unknown>,
): ParameterSlot[] {
  const slots = new Map<string, ParameterSlot>()
  for (const each of [pathItem.parameters ?? [], operation.parameters ?? []].flat()) {
    const { slot } = parameterSlot(document, resolved(document, each) ?? {})
    if (slot !== undefined) slots.set(`${slot.in} ${slot.name}`, slot)
  }
  return [...slots.values()]
}

const parameterSlot = remembered((document, parameter): { slot?: ParameterSlot } => {
  const { in: place, name, required, content, ...rest } = parameter
  if (typeof name !== 'string' || !isPlace(place) || isReserved(place, name)) return {}
  const described = isObject(content) ? (resolved(document, Object.values(content)[0]) ?? {}) : rest
  const isNeeded = place === 'path' || required === true
  const written = [...examplesOf(document, described)]
  const slot: ParameterSlot = {
    in: place,
    name,
    required: isNeeded,
    // No style has a way to write null: it would arrive as the text "null".
    examples: new Map(written.filter(([, value]) => value !== null)),
    fallback: once(() =>
      isNeeded || mayHaveExample(described.schema)
        ? exampleOf(document, described.schema)
        : unmade('it is optional, and nobody wrote one'),
    ),
    style: styleOf(document, place, parameter),
  }
  return { slot }
})

/** Keywords that are an example, or lead to schemas that may have one. */
const leading =
  'example examples $ref allOf anyOf oneOf items prefixItems properties patternProperties additionalProperties'.split(
    ' ',
  )

/** A value that is made up is sent only where one is needed: for most optional parameters, there is none to make. */
function mayHaveExample(schema: unknown): boolean {
  return isObject(schema) && leading.some(keyword => keyword in schema)
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'string' && Object.hasOwn(stylesOf, value)
}

/** Headers that OpenAPI wants to be described elsewhere, and ignored as parameters. */
function isReserved(place: string, name: string): boolean {
  return place === 'header' && ['accept', 'content-type', 'authorization'].includes(name.toLowerCase())
}

/** The written examples of a parameter or a media type, by name; a single one has the name ''. */
export function examplesOf(document: unknown, described: Record<string, unknown>): Map<string, unknown> {
  if ('example' in described) return new Map([['', described.example]])
  if (!isObject(described.examples)) return new Map()
  return new Map(
    Object.entries(described.examples).flatMap(([name, example]): [string, unknown][] => {
      const found = resolved(document, example)
      // `dataValue` is 3.2's word for it.
      const word = ['value', 'dataValue'].find(key => found !== undefined && key in found)
      return word === undefined ? [] : [[name, found?.[word]]]
    }),
  )
}
