import type { DescribedAnswer } from './described-answer.ts'
import { isBody, type Slot } from './slot.ts'

/** Methods that come to the same however often they are sent. Source: RFC 9110, section 9.2.2; OpenAPI 3.2.0 for QUERY. */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'QUERY'])

/**
 * The names of the examples that an operation's inputs are made of; a single undefined one if there are none.
 *
 * A POST or PATCH, and a method that is not known, may make something each time that it is sent. So its parameters' names lead to calls of their own only
 * where an answer or the body has an example of that name, too: a parameter that many operations share has names that
 * mean nothing here.
 *
 * @param unwritten names of examples of which no slot may have a value: links give it, or nothing is sent
 */
export function exampleNames(
  method: string,
  slots: Slot[],
  answers: DescribedAnswer[],
  unwritten: string[],
): (string | undefined)[] {
  const written = namesIn(slots)
  const names = [...new Set([...unwritten.filter(name => !written.has(name)), ...written])]
  if (names.length === 0) return [undefined]
  const answered = [...unwritten, ...answers.flatMap(({ examples }) => [...examples.keys()])]
  if (repeatable.has(method)) return different(names, slots, new Set(answered))
  const meant = new Set([...answered, ...namesIn(slots.filter(isBody))])
  const paired = names.filter(name => meant.has(name))
  return paired.length > 0 ? paired : names.slice(0, 1)
}

/** The names without those that send what an earlier one sends, and that say nothing of the answer: large documents have many. */
function different(names: string[], slots: Slot[], answered: Set<string>): string[] {
  const seen = new Set<string>()
  return names.filter(name => {
    const values = slots.map(({ examples }) => (examples.has(name) ? [examples.get(name)] : []))
    const sent = JSON.stringify(values)
    const isNew = !seen.has(sent)
    seen.add(sent)
    return isNew || answered.has(name)
  })
}

function namesIn(slots: Slot[]): Set<string> {
  return new Set(slots.flatMap(({ examples }) => [...examples.keys()]))
}
