import assert from 'node:assert/strict'
import { test } from 'node:test'
import { head } from '../../../../client/report/page/head.ts'
import { sourceOf } from '../../../../client/report/page/markup.ts'
import { grades } from '../grades.ts'

const about = {
  name: 'class.csv',
  source: 'the lecture',
  entries: grades.map(({ entry }) => entry),
  skipped: { empty: 0, comments: 0, headings: 0 },
  calls: ['GET /a', 'GET /b', 'GET /a'].map(name => ({ name, method: 'GET', path: '/' })),
  uncalled: [] as string[],
  started: new Date('2026-01-02T03:04:05Z'),
  ms: 1260,
}

/** The words of the head, without its markup. */
const words = (of = grades, more: Partial<typeof about> = {}) =>
  sourceOf(head(of, { ...about, ...more })).replace(/<[^>]*>/g, '')

test('the head counts the hosts by what came of them', () => {
  assert.match(words(), /2 hosts\n1 pass\n1 wrong\n0 unreachable/)
  assert.match(words(grades.slice(0, 1)), /1 host\n/)
})

test('the head says when and how long the hosts were called, and by what', () => {
  assert.match(
    sourceOf(head(grades, about)),
    /<time datetime="2026-01-02T03:04:05\.000Z">.*2026.*<\/time>, for 1\.3 s/,
  )
  assert.match(words(), /Calls ofthe lecture: GET \/a, GET \/b\n/)
})

test('what was called at no host is named, and the rows that are no hosts are counted, where there are any', () => {
  assert.doesNotMatch(words(), /Not called|Roster/)
  const text = words(grades, {
    uncalled: ['GET /c: why', 'GET /d: why'],
    skipped: { ...about.skipped, empty: 1 },
  })
  assert.match(text, /Not calledGET \/c: why; GET \/d: why\nRoster3 rows: 2 hosts, 1 empty/)
})
