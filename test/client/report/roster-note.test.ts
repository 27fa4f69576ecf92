import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteText } from '../../../client/report/roster-note.ts'
import { grades } from './grades.ts'

const [pass, wrong] = grades as [(typeof grades)[number], (typeof grades)[number]]

test('of a long note its beginning stays, and how many other endpoints are wrong', () => {
  const text = noteText(
    { ...wrong, note: `sent [1]: ${'x'.repeat(300)}`, more: 2, remark: 'the same as b' },
    60,
  )
  assert.equal(text, `sent [1]: ${'x'.repeat(24)}… (+2 more); the same as b`)
  assert.equal(text.length, 60)
})

test('a remark alone is the note of a pass', () => {
  assert.equal(noteText({ ...pass, remark: 'the same machine as b' }), 'the same machine as b')
})

test('a pass without a remark has no note', () => assert.equal(noteText(pass), ''))
