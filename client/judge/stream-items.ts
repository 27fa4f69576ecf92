import { mediaType } from '../media-type.ts'
import { isObject, parseJson } from '../untrusted.ts'
import { checkSchema, type SchemaCheck } from './schema-check.ts'
import { shown } from './shown.ts'

/** What there is of a stream: its items, and the first of them that is none. */
type Items = { values: unknown[]; problem?: string }

/**
 * Checks each item of a stream that is there whole; where the stream was left, the last one may not be.
 *
 * @param itemSchema JSON Schema of one item; an event is an object of its fields, of which all but `retry` are texts.
 *   Source: OpenAPI 3.2.0, "Working with Sequential Media Types"
 */
export function checkItems(itemSchema: unknown, type: string, body: string): SchemaCheck {
  const { values, problem } = itemsOf(mediaType(type), body)
  if (problem !== undefined) return { problems: [problem], notes: [] }
  const $defs = isObject(itemSchema) ? itemSchema.$defs : undefined
  return checkSchema({ items: itemSchema, ...($defs !== undefined && { $defs }) }, values)
}

function itemsOf(type: string, body: string): Items {
  if (type === 'text/event-stream') return { values: eventsOf(body) }
  if (type === 'multipart/x-mixed-replace') return { values: [] }
  return jsonTexts(body.split(type === 'application/json-seq' ? '\u001e' : /\r?\n/))
}

/** Source: RFC 7464 and jsonlines.org, which both let the last text be cut off. */
function jsonTexts(texts: string[]): Items {
  const values: unknown[] = []
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '') continue
    try {
      values.push(parseJson(text))
    } catch {
      const isLast = index === texts.length - 1
      return isLast
        ? { values }
        : { values, problem: `item ${values.length + 1} is not JSON: ${shown(text.trim())}` }
    }
  }
  return { values }
}

/** The events that have come to their end. Source: HTML, section 9.2.6, "Interpreting an event stream". */
function eventsOf(body: string): Record<string, string | number>[] {
  const events = body
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n\n')
    .slice(0, -1)
  return events.map(eventOf).filter(event => Object.keys(event).length > 0)
}

function eventOf(text: string): Record<string, string | number> {
  const event: Record<string, string | number> = {}
  for (const line of text.split('\n')) {
    const [, field = '', value = ''] = /([^:]*):? ?(.*)/s.exec(line) ?? []
    if (field === 'data') event.data = 'data' in event ? `${event.data}\n${value}` : value
    else if (field === 'event' || field === 'id') event[field] = value
    else if (field === 'retry' && /^\d+$/.test(value)) event.retry = Number(value)
  }
  return event
}
