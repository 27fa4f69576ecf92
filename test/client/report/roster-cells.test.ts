import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cell, cellsOk, columnsOf } from '../../../client/report/roster-cells.ts'
import { grades } from './grades.ts'
import { result } from './results.ts'

const right = result({ path: '/a' })
const wrong = result({ path: '/a' }, { verdict: 'wrong', word: '500' })
const silent = result({ path: '/a' }, { verdict: 'unreachable', word: 'timeout' })
const skipped = result({ path: '/a' }, { verdict: 'skipped', word: '-' })
const elsewhere = result({ path: '/b' }, { verdict: 'wrong', word: '404' })

for (const [name, results, word] of [
  ['right answers are ok', [right, right, elsewhere], 'ok'],
  ['one that is wrong counts for all', [right, wrong, right], '500'],
  ['the first that is wrong counts', [silent, wrong], 'timeout'],
  ['what is wrong counts before what was not made', [skipped, wrong], '500'],
  ['what was not made counts before what is right', [right, skipped], '-'],
  ['without a call there is nothing to say', [elsewhere], '-'],
] as const) {
  test(`the cell of an endpoint: ${name}`, () => assert.equal(cell([...results], 'GET /a'), word))
}

test('an endpoint has one column, whatever the number of its calls', () => {
  assert.deepEqual(columnsOf([{ name: 'GET /b' }, { name: 'GET /a' }, { name: 'GET /b' }]), [
    'GET /b',
    'GET /a',
  ])
})

test('the hosts that answer an endpoint as they should are counted', () => {
  assert.deepEqual(
    [cellsOk(grades, 'GET /a'), cellsOk(grades, 'GET /b'), cellsOk(grades, 'GET /c')],
    [2, 1, 0],
  )
})
