import { literalPattern } from '../../untrusted.ts'

/** A message without its values: `message: expected …, got …`. */
export type Shape = {
  /** The same for messages that differ only in their values. */
  key: string
  /** What stands around the values; one more than there are values. */
  words: string[]
  values: string[]
}

/** A text in quotes, or the part of one that was cut. */
const quoted = String.raw`"…?(?:[^"\\…]|\\.)*(?:"|…|$)`

/** Not the `1` of `a1`, `a[1]` or `1st`. */
const number = String.raw`(?<![\w.-]|\w\[)-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.]*[A-Za-z_])`

/**
 * Takes the values out of a message: texts in quotes, numbers, and the host's own names. The names of an object's fields stay.
 *
 * @param own how the message may call the host, the longest first
 */
export function shapeOf(message: string, own: string[] = []): Shape {
  const pattern = new RegExp(
    [...own.map(literalPattern), `(?<field>${quoted}:)`, quoted, number].join('|'),
    'g',
  )
  const words: string[] = []
  const values: string[] = []
  let done = 0
  for (const { 0: value, index, groups } of message.matchAll(pattern)) {
    if (groups?.field !== undefined) continue
    words.push(message.slice(done, index))
    values.push(value)
    done = index + value.length
  }
  words.push(message.slice(done))
  return { key: JSON.stringify(words), words, values }
}

/** The message of several with one key, with `…` for each value in which they differ. */
export function commonText(shapes: Shape[]): string {
  const [first = { words: [], values: [] }, ...others] = shapes
  const shown = first.values.map((value, index) =>
    others.every(({ values }) => values[index] === value) ? value : '…',
  )
  return first.words.map((word, index) => word + (shown[index] ?? '')).join('')
}
