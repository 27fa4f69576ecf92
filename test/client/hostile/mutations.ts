/** Documents that went wrong, always the same ones for the same seed. */

/** Keys that a plain object has without anybody having written them. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

type Node = Record<string, unknown> | unknown[]

/** Numbers from 0 to below 1, always the same for the same seed. Source: mulberry32, by Tommy Ettinger, in the public domain. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * The JSON of a value in which `count` random places were replaced, taken out, renamed or doubled.
 *
 * @param texts that may come into their places and their names as well
 */
export function mutated(
  value: unknown,
  random: () => number,
  { count, texts = [] }: { count: number; texts?: string[] },
): string {
  const copy = { root: structuredClone(value) }
  for (let made = 0; made < count; made += 1) mutate(pick(placesIn(copy.root), random), random, texts)
  return JSON.stringify(copy.root)
}

/** Fields of an OpenAPI document in which any text is right. */
const free = ['title', 'summary', 'description', 'url', 'example', 'default', 'tags']

/** The same where the document stays valid: `count` random texts of those that may be anything are other ones. */
export function retold(
  value: unknown,
  random: () => number,
  { count, texts }: { count: number; texts: string[] },
): string {
  const copy = { root: structuredClone(value) }
  const places = placesIn(copy.root).filter(
    ({ node, key }) => free.includes(key) && typeof (node as Record<string, unknown>)[key] === 'string',
  )
  for (let made = 0; made < count; made += 1) {
    const { node, key } = pick(places, random)
    define(node as Record<string, unknown>, key, pick(texts, random))
  }
  return JSON.stringify(copy.root)
}

function mutate({ node, key }: { node: Node; key: string }, random: () => number, texts: string[]): void {
  const fields = node as Record<string, unknown>
  const value = fields[key]
  const others: unknown[] = [
    null,
    0,
    17,
    -1,
    true,
    '',
    [],
    {},
    [value],
    [null],
    { key: value },
    'text',
    '\u001b[2J',
    { toString: null, valueOf: 1 },
  ]
  switch (Math.floor(random() * (texts.length > 0 ? 8 : 5))) {
    case 0:
      delete fields[key]
      break
    case 1:
      if (Array.isArray(node)) node.push(value)
      else define(fields, `${key}2`, value)
      break
    case 2:
      define(fields, pick(inherited, random), value)
      break
    case 3:
      define(fields, key, pick(inherited, random))
      break
    case 5:
      define(fields, pick(texts, random), value)
      break
    case 6:
    case 7:
      define(fields, key, pick(texts, random))
      break
    default:
      define(fields, key, pick(others, random))
  }
}

/** Also under the name `__proto__`, which an assignment would take for something else. */
function define(fields: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true })
}

function placesIn(value: unknown): { node: Node; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const node = value as Node
  return Object.entries(node).flatMap(([key, inner]) => [{ node, key }, ...placesIn(inner)])
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item
}
