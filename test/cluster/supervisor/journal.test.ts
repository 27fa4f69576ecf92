import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Line } from '../../../src/cluster/page/sent.ts'
import { followLines, lastLines, log, remember } from '../../../src/cluster/supervisor/journal.ts'
import { log as written } from '../../../src/log.ts'

written.level = 'silent'

/** The last line, without its time. */
function last(): Omit<Line, 'time'> | undefined {
  const line = lastLines().at(-1)
  if (!line) return undefined
  const { time: _, ...rest } = line
  return rest
}

test('before the first line none is kept', () => {
  assert.deepEqual(lastLines(), [])
})

test('a line is kept with its level, whatever the level of the log leaves out', () => {
  log.info('Booting')
  assert.deepEqual(last(), { level: 'info', text: 'Booting' })
  log.fatal('Giving up')
  assert.deepEqual(last(), { level: 'fatal', text: 'Giving up' })
})

const details: [what: string, details: Parameters<typeof log.warn>[0], detail: string][] = [
  ['a stack', { stack: 'at a', reason: 'b' }, 'at a'],
  ['a reason', { reason: 'b', err: new Error('c') }, 'b'],
  ['the message of an error', { err: new Error('c') }, 'c'],
]
for (const [what, given, detail] of details) {
  test(`${what} is kept as the detail of a line`, () => {
    log.warn(given as object, 'Trouble')
    assert.deepEqual(last(), { level: 'warn', text: 'Trouble', detail })
  })
}

test('what is no error, or nothing, is no detail', () => {
  for (const given of [{ err: 'c' }, { worker: 3 }, { stack: '' }]) {
    log.error(given, 'Trouble')
    assert.deepEqual(last(), { level: 'error', text: 'Trouble' })
  }
})

test('a line has the time at which it was said', () => {
  const before = Date.now()
  log.info('Now')
  const said = Date.parse(lastLines().at(-1)?.time ?? '')
  assert.ok(before <= said && said <= Date.now())
})

test('who follows is told each line, until it stops', () => {
  const told: string[] = []
  const stop = followLines(({ text }) => told.push(text))
  log.info('one')
  remember('info', 'two')
  stop()
  log.info('three')
  assert.deepEqual(told, ['one', 'two'])
})

test('the last 200 lines are kept, oldest first', () => {
  for (let number = 1; number <= 201; number += 1) remember('info', `${number}`)
  assert.deepEqual(
    lastLines().map(({ text }) => text),
    Array.from({ length: 200 }, (_, index) => `${index + 2}`),
  )
})
