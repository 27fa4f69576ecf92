import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrder } from '../../../client/plan/order.ts'

/** `make a`, `make a from b`, `use a`, `use a and b`, `delete a`: what the words say. */
const about = {
  id: (item: string) => /^make (\w+)/.exec(item)?.[1],
  uses: (item: string) => /(?:use|delete|from) (.+)/.exec(item)?.[1]?.split(' and ') ?? [],
  deletes: (item: string) => item.startsWith('delete'),
}

const cases: [title: string, given: string[], ordered: string[]][] = [
  ['what uses nothing stays where it is', ['c', 'a', 'b'], ['c', 'a', 'b']],
  ['a source comes before what uses it', ['use a', 'make a'], ['make a', 'use a']],
  [
    'a source has its own source before it',
    ['use b', 'make b from a', 'make a'],
    ['make a', 'make b from a', 'use b'],
  ],
  ['what is in order already stays so', ['make a', 'use a', 'x', 'use a'], ['make a', 'use a', 'x', 'use a']],
  [
    'of several with one name, the first is the source',
    ['use a', 'make a', 'make a'],
    ['make a', 'use a', 'make a'],
  ],
  [
    'a deletion comes behind all users of the thing',
    ['delete a', 'make a', 'use a', 'x', 'use a'],
    ['make a', 'use a', 'x', 'use a', 'delete a'],
  ],
  [
    'a deletion comes behind what uses the thing through another thing',
    ['make a', 'delete a', 'make b from a', 'use b'],
    ['make a', 'make b from a', 'use b', 'delete a'],
  ],
  ['a deletion goes no further than it has to', ['make a', 'delete a', 'x'], ['make a', 'delete a', 'x']],
  [
    'deletions of things that have nothing to do with each other stay where they are',
    ['make a', 'delete a', 'make b', 'delete b'],
    ['make a', 'delete a', 'make b', 'delete b'],
  ],
  [
    'a part is deleted before the whole that it was made from',
    ['delete a', 'delete a and b', 'make b from a', 'make a'],
    ['make a', 'make b from a', 'delete a and b', 'delete a'],
  ],
  [
    'two deletions of one thing stay in their order',
    ['make a', 'delete a', 'use a', 'delete a', 'x'],
    ['make a', 'use a', 'delete a', 'delete a', 'x'],
  ],
  [
    'of what has waited for one source, the first comes first, with what waits for it in turn',
    ['use b', 'make b from a', 'x', 'use a', 'y', 'make a'],
    ['x', 'y', 'make a', 'make b from a', 'use b', 'use a'],
  ],
  [
    'what is made in a circle is deleted behind all of it',
    ['make a from b', 'delete a', 'make b from a', 'use b'],
    ['make a from b', 'make b from a', 'use b', 'delete a'],
  ],
  [
    'a thing that a circle uses is deleted behind it',
    ['make c', 'make a from b and c', 'delete c', 'make b from a'],
    ['make c', 'make a from b and c', 'make b from a', 'delete c'],
  ],
  ['a deletion of what nobody made stays where it is', ['delete a', 'x'], ['delete a', 'x']],
  ['an item that uses itself stays where it is', ['x', 'make a from a', 'y'], ['x', 'make a from a', 'y']],
  [
    'of a circle, the first one goes without its source',
    ['make a from b', 'make b from a', 'x', 'use b'],
    ['x', 'make a from b', 'make b from a', 'use b'],
  ],
]

for (const [title, given, ordered] of cases) {
  test(title, () => assert.deepEqual(inOrder(given, about), ordered))
}

test('what uses the answer to a deletion comes behind it', () => {
  const undo = { ...about, id: (item: string) => (item === 'delete a' ? 'undo' : about.id(item)) }
  assert.deepEqual(inOrder(['use undo and a', 'delete a', 'make a', 'use a'], undo), [
    'make a',
    'use a',
    'delete a',
    'use undo and a',
  ])
})

test('fifty thousand items in a chain do not overflow the stack', () => {
  const many = Array.from({ length: 50_000 }, (_, index) => `make a${index + 1} from a${index}`)
  assert.equal(inOrder(many.toReversed(), about)[1], 'make a2 from a1')
})
