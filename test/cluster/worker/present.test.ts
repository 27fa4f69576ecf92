import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Present } from '../../../src/cluster/worker/present.ts'

describe('what is present', () => {
  test('is what has been added and has not left', () => {
    const present = new Present<string>()
    const leave = ['a', 'b', 'c', 'd'].map(item => present.add(item))
    leave[1]?.()
    assert.deepEqual(present.items().sort(), ['a', 'c', 'd'])
    leave[3]?.()
    leave[0]?.()
    assert.deepEqual(present.items(), ['c'])
    assert.equal(present.size, 1)
  })

  test('leaves once: a second time takes nobody else out', () => {
    const present = new Present<string>()
    const leave = present.add('a')
    present.add('b')
    leave()
    leave()
    present.add('c')
    leave()
    assert.deepEqual(present.items().sort(), ['b', 'c'])
  })

  test('may be the same twice', () => {
    const present = new Present<string>()
    const leave = present.add('a')
    present.add('a')
    leave()
    assert.deepEqual(present.items(), ['a'])
  })

  test('may leave and come while somebody goes through it', () => {
    const present = new Present<string>()
    const leave = ['a', 'b', 'c'].map(item => present.add(item))
    const seen: string[] = []
    for (const item of present.items()) {
      seen.push(item)
      leave[0]?.()
      present.add('later')
    }
    assert.deepEqual(seen, ['a', 'b', 'c'])
  })

  test('is garbage soon after it has left, also after a major collection', () => {
    const present = new Present<object>()
    comeAndGo(present, 20_000)
    setFlagsFromString('--expose-gc')
    runInNewContext('gc')()
    const before = oldBytes()
    comeAndGo(present, 20_000)
    // Each is some 800 bytes; with a Set for it, these were 6 MB or more on Node 20 to 26.
    assert.ok(oldBytes() - before < 1_000_000, `${oldBytes() - before} bytes of them have become old`)
  })
})

/** Thirty-two at a time, as answers that are being made. */
function comeAndGo(present: Present<object>, count: number): void {
  const leave: (() => void)[] = []
  for (let number = 0; number < count; number += 1) {
    leave[number % 32]?.()
    leave[number % 32] = present.add(new Array(100).fill(number))
  }
  for (const each of leave) each()
}

function oldBytes(): number {
  return getHeapSpaceStatistics().find(space => space.space_name === 'old_space')?.space_used_size ?? 0
}
