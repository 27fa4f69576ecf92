import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadedOnce, once } from '../../client/made-once.ts'
import { TimeLimitError, withinTime } from '../../client/time-limit.ts'
import { temporaryFile } from './temporary-file.ts'

test('a value is made when it is first asked for, and once', () => {
  let count = 0
  const value = once(() => ++count)
  assert.deepEqual([count, value(), value(), count], [0, 1, 1, 1])
})

test('a value that could not be made is tried again', () => {
  let count = 0
  const value = once(() => {
    count += 1
    if (count === 1) throw new Error('not yet')
    return count
  })
  assert.throws(value, /not yet/)
  assert.equal(value(), 2)
})

test('a package whose loading was interrupted by a time limit is loaded whole the next time', async t => {
  const file = await temporaryFile(
    t,
    'slow.cjs',
    `exports.early = 1
     while (globalThis.isSlow) {}
     exports.late = 2`,
  )
  const machine = globalThis as { isSlow?: boolean }
  const load = loadedOnce<{ early: number; late: number }>(file)
  machine.isSlow = true
  assert.throws(() => withinTime(100, load), TimeLimitError)
  delete machine.isSlow
  const { early, late } = withinTime(5000, load)
  assert.deepEqual([early, late], [1, 2])
})
