import type { DescribedAnswer } from './answer.ts'
import { isBody, type Slot } from './slot.ts'

/**
 * The names of the examples that an operation's inputs are made of; a single undefined one if there are none.
 *
 * A POST or PATCH may make something each time that it is sent. So its parameters' names lead to calls of their own only
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
  if (method !== 'POST' && method !== 'PATCH') return names
  const meant = new Set([
    ...unwritten,
    ...namesIn(slots.filter(isBody)),
    ...answers.flatMap(({ examples }) => [...examples.keys()]),
  ])
  const paired = names.filter(name => meant.has(name))
  return paired.length > 0 ? paired : names.slice(0, 1)
}

function namesIn(slots: Slot[]): Set<string> {
  return new Set(slots.flatMap(({ examples }) => [...examples.keys()]))
}
