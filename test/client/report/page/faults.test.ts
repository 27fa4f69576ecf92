import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf } from '../../../../client/report/page/faults.ts'
import type { Grade } from '../../../../client/run/grade.ts'
import { grades } from '../grades.ts'
import { result } from '../results.ts'

const [pass, wrong] = grades as [Grade, Grade]
const bad = (path: string, problem: string) =>
  result({ path }, { verdict: 'wrong', word: '500', problems: [problem] })
const shown = (grade: Grade) => faultsOf(grade).map(({ where, word, problem }) => [where, word, problem])

test('a host that passes has no faults, even if an answer was wrong', () => {
  assert.deepEqual(shown({ ...pass, more: 0, results: [bad('/a', 'bad')] }), [])
})

test('of each endpoint the first thing that is wrong is a fault', () => {
  const results = [result({ path: '/a' }), bad('/a', 'one'), bad('/a', 'two'), bad('/b', 'three')]
  assert.deepEqual(shown({ ...wrong, more: 1, results }), [
    ['GET /a', '500', 'one'],
    ['GET /b', '500', 'three'],
  ])
})

test('a host that does not answer has one fault as a whole, with the first hint of its calls', () => {
  const results = [result({}), { ...bad('/a', 'refused'), hint: 'start it' }, bad('/b', 'refused')]
  const grade: Grade = { ...wrong, verdict: 'unreachable', note: 'refused', more: 1, results }
  assert.deepEqual(faultsOf(grade), [
    { grade, where: '', word: 'unreachable', problem: 'refused', hint: 'start it' },
  ])
})

test('a note that counts no other endpoints is a fault of the host as a whole', () => {
  const { more: _, ...grade } = { ...wrong, more: 0, note: 'none of the routes', results: [bad('/a', 'bad')] }
  assert.deepEqual(shown(grade), [['', 'wrong', 'none of the routes']])
})

test('a fault has the hint of its own call, and none where there is none', () => {
  const hinted = { ...bad('/b', 'two'), hint: 'mend it' }
  const faults = faultsOf({ ...wrong, more: 1, results: [bad('/a', 'one'), hinted] })
  assert.deepEqual(
    faults.map(fault => ('hint' in fault ? fault.hint : 'no hint')),
    ['no hint', 'mend it'],
  )
  const silent = faultsOf({ ...wrong, verdict: 'unreachable', results: [] })
  assert.deepEqual(Object.keys(silent[0] ?? {}), ['grade', 'where', 'word', 'problem'])
})
