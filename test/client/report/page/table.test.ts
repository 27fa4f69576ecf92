import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sourceOf } from '../../../../client/report/page/markup.ts'
import { hostTable } from '../../../../client/report/page/table.ts'
import type { Grade } from '../../../../client/run/grade.ts'
import { grades } from '../grades.ts'
import { result } from '../results.ts'

const [pass, wrong] = grades as [Grade, Grade]

/** The rows of the table, as they are in the file. */
function rows(of: Grade[], columns: string[], answers: Parameters<typeof hostTable>[2] = () => []) {
  return sourceOf(hostTable(of, columns, answers)).match(/<tr id=.*?<\/tr>/gs) ?? []
}

/** What a cell shows until it is opened, with its colour. */
const cells = (row = '') =>
  [...row.matchAll(/<td class="(\w*)">(?:<details><summary>)?([^<\n]*)/g)].map(([, mood, word]) => [
    mood,
    word,
  ])

test('those for whom there is something to do come first, each at the anchor of its place in the roster', () => {
  const silent: Grade = { ...wrong, verdict: 'unreachable' }
  const ids = rows([pass, silent, wrong], []).map(row => /id="(.*?)"/.exec(row)?.[1])
  assert.deepEqual(ids, ['host-3', 'host-2', 'host-1'])
})

test('a row has its result, a word for each endpoint, and its note', () => {
  const [row] = rows([{ ...wrong, note: 'GET /b is wrong' }], ['GET /a', 'GET /b'])
  assert.deepEqual(cells(row), [
    ['bad', 'wrong'],
    ['good', 'ok'],
    ['bad', '500'],
    ['note', 'GET /b is wrong'],
  ])
})

test('a pass is good', () => assert.deepEqual(cells(rows([pass], [])[0])[0], ['good', 'pass']))

test('an endpoint that was not called, or not checked, is neither right nor wrong', () => {
  const skipped = result({ path: '/a' }, { verdict: 'skipped', word: '-' })
  const [row = ''] = rows([{ ...pass, results: [skipped] }], ['GET /a', 'GET /b'])
  assert.match(row, /<td class=""><details><summary>not checked</)
  assert.match(row, /<td>not called<\/td>/)
})

test('a host goes by its label, with where it is beside that', () => {
  const name = (entry: Grade['entry']) =>
    /<th scope="row">(.*?)<\/th>/.exec(rows([{ ...pass, entry }], [])[0] ?? '')?.[1]
  assert.equal(name({ label: 'ada', host: 'vcm-1' }), 'ada <span class="host">vcm-1</span>')
  assert.equal(name({ label: '', host: 'vcm-1' }), 'vcm-1')
  assert.equal(name({ label: '', host: '' }), 'no host given <span class="host"></span>')
})

test('a cell opens to the calls of its endpoint alone, each with its own answer', () => {
  const bodies = ['first', 'second', 'third'].map(body => ({ status: 200, reason: 'OK', body }))
  const [row = ''] = rows([wrong], ['GET /b'], () => bodies)
  assert.deepEqual(row.match(/first|second|third/g), ['second', 'third'])
})
