/** The parts of `npm run soak` that decide whether a run passed; the run itself is a step of its own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { sectionOf, withSection } from '../../scripts/section.ts'
import { createLedger, wasHeld } from '../soak/ledger.ts'
import { trendOf } from '../soak/slope.ts'

const kills = [{ at: 1000, from: new Set([40_001]) }]
const answer = { outcome: 'reset', body: '', headers: {}, milliseconds: 5 } as const

test('a request is lost with a worker only if its connection was one that the worker held', () => {
  assert.equal(wasHeld({ openedAt: 999, port: 40_001 }, kills), true)
  assert.equal(wasHeld({ openedAt: 999, port: 40_002 }, kills), false)
})

test('a connection made after the kill, from the same port, is none of those', () => {
  assert.equal(wasHeld({ openedAt: 1001, port: 40_001 }, kills), false)
})

test('a request that got no connection is never excused', () => {
  assert.equal(wasHeld(undefined, kills), false)
  assert.equal(wasHeld({ openedAt: 999, port: undefined }, kills), false)
})

test('what is neither right nor lost with a worker has failed, and is told', () => {
  const ledger = createLedger()
  ledger.kills.push(...kills)
  ledger.note('valid', { ...answer, connection: { openedAt: 999, port: 40_001 } })
  ledger.note('valid', { ...answer, connection: { openedAt: 999, port: 40_002 } })
  ledger.note('valid', { ...answer, outcome: 'ok' })
  ledger.note('valid', { ...answer, outcome: 'ok' }, false)
  assert.deepEqual([ledger.total('total'), ledger.total('lost'), ledger.total('failed')], [4, 1, 2])
  assert.deepEqual(ledger.failures, ['valid: reset after 5 ms', 'valid: ok after 5 ms'])
})

test('the slope is that of the straight line nearest to the samples', () => {
  const samples = [0, 1, 2, 3, 4, 5, 6].map(minute => ({ minute, value: 10 + 2 * minute + (minute % 2) }))
  const { slope, mean } = trendOf(samples)
  assert.equal(slope.toFixed(6), '2.000000')
  assert.equal(mean, 18.4)
})

test('growth is what the line gains from the second third on, as a share of the mean', () => {
  const samples = [0, 1, 2, 3].map(minute => ({ minute, value: 100 + 10 * minute }))
  assert.equal(trendOf(samples).growth.toFixed(4), (20 / 120).toFixed(4))
})

test('growth while a program warms up, in the first third, does not count', () => {
  const samples = [1, 50, 100, 100, 100, 100].map((value, minute) => ({ minute, value }))
  assert.equal(trendOf(samples).growth, 0)
})

test('a section of a page is replaced, and the rest of the page is not', () => {
  const page = withSection('# Title\n', 'soak', 'one $& two')
  assert.equal(sectionOf(page, 'soak').split('\n')[1], 'one $& two')
  const again = withSection(`${page}\nAfter.\n`, 'soak', 'three')
  assert.match(again, /^# Title\n\n<!-- soak.*-->\nthree\n<!-- end of soak -->\n\nAfter\.\n$/)
})

test('a page without the section has none to keep', () => {
  assert.equal(sectionOf('# Title\n', 'soak'), '')
})

for (const [flags, line] of [
  [['--minutes', 'ten'], /^--minutes takes a number from 0\.5 to 1440, not ten$/m],
  [['--minutes=0'], /^--minutes takes a number from 0\.5 to 1440, not 0$/m],
] as const) {
  test(`npm run soak -- ${flags.join(' ')} says what is wrong in a line, and what it takes`, () => {
    const command = ['--import', 'tsx', 'scripts/soak.ts', ...flags]
    const { status, stderr } = spawnSync(process.execPath, command, {
      cwd: resolve(import.meta.dirname, '../..'),
      encoding: 'utf8',
    })
    assert.match(stderr, line)
    assert.match(stderr, /^npm run soak -- \[--minutes N\] \[--write\]$/m)
    assert.equal(status, 1)
  })
}
