import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sample } from '../../../../src/cluster/page/sent.ts'
import { createTroubleNotes } from '../../../../src/cluster/supervisor/admin/note-trouble.ts'
import { lastLines } from '../../../../src/cluster/supervisor/journal.ts'
import { sample } from '../../page/samples.ts'

/** What is said of these seconds. */
function saidOf(...seconds: Partial<Sample>[]): string[] {
  const before = lastLines().length
  const note = createTroubleNotes()
  for (const second of seconds) note(sample(second))
  return lastLines()
    .slice(before)
    .map(({ level, text }) => `${level}: ${text}`)
}

const begins = 'warn: Refusing requests (503): more come than the workers can answer'
const [busy, quiet] = [{ refused: 2 }, {}]

test('nothing is said of seconds without trouble', () => {
  assert.deepEqual(saidOf(quiet, quiet, quiet), [])
})

test('lines of the log that were lost are told', () => {
  assert.deepEqual(saidOf({ lostLines: 3 }), ['warn: Lines of the log were lost: 3'])
})

test('an overload is told when it begins, and after two quiet seconds with its refusals', () => {
  assert.deepEqual(saidOf(quiet, busy, busy, quiet), [begins])
  const ends = 'info: Answering all requests again: 4 were refused'
  assert.deepEqual(saidOf(busy, busy, quiet, quiet, quiet), [begins, ends])
})

test('one quiet second does not end an overload', () => {
  const ends = 'info: Answering all requests again: 6 were refused'
  assert.deepEqual(saidOf(busy, quiet, busy, quiet, busy, quiet, quiet), [begins, ends])
})

test('an overload that comes again is told again', () => {
  const ends = 'info: Answering all requests again: 2 were refused'
  assert.deepEqual(saidOf(busy, quiet, quiet, busy, quiet, quiet), [begins, ends, begins, ends])
})
