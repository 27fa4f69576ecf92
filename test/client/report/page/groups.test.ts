import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { groupsOf } from '../../../../client/report/page/groups.ts'
import type { Grade } from '../../../../client/run/grade.ts'
import { result } from '../results.ts'

let hosts = 0

/** A host that is wrong at endpoints, with a problem for each. */
function wrong(problems: Record<string, string>, word = 'wrong', hint?: string): Grade {
  hosts += 1
  const results = Object.entries(problems).map(([path, problem]) =>
    result({ path }, { verdict: 'wrong', word, problems: [problem, 'and more'], ...(hint && { hint }) }),
  )
  const entry = { host: `vcm-${hosts}`, label: `team ${hosts}` }
  return { entry, baseUrl: `http://vcm-${hosts}:5000`, verdict: 'wrong', results, note: '…', more: 0 }
}

function unreachable(host: string, note: string): Grade {
  const entry = { host, label: '' }
  return { entry, baseUrl: `http://${host}:5000`, verdict: 'unreachable', results: [], note }
}

/** `2: GET /a: what is wrong` */
const shown = (grades: Grade[]) =>
  groupsOf(grades).map(({ grades, where, problem }) =>
    [grades.length, where, problem].filter(part => part !== '').join(': '),
  )

describe('groups of hosts with which the same is wrong', () => {
  test('the largest group comes first, and a pass is in none', () => {
    const pass: Grade = { ...wrong({}), verdict: 'pass', note: '' }
    const few = wrong({ '/a': 'm: got "x y"' })
    const many = [1, 2].map(() => wrong({ '/a': 'm: expected "X", got "x"' }))
    assert.deepEqual(shown([pass, few, ...many]), [
      '2: GET /a: m: expected "X", got "x"',
      '1: GET /a: m: got "x y"',
    ])
  })

  test('a host of which two endpoints are wrong is in two groups', () => {
    const both = wrong({ '/a': 'p', '/b': 'q' })
    assert.deepEqual(
      groupsOf([both, wrong({ '/b': 'q' })]).map(({ where, grades }) => [where, grades.length]),
      [
        ['GET /b', 2],
        ['GET /a', 1],
      ],
    )
  })

  test('those who are alone fall together if only their values differ', () => {
    const grades = ['1', '1', '2', '3.5'].map(got => wrong({ '/a': `d: expected 5, got ${got}` }))
    assert.deepEqual(shown(grades), ['2: GET /a: d: expected 5, got 1', '2: GET /a: d: expected 5, got …'])
  })

  test('two statuses stay apart, though they are numbers', () => {
    assert.equal(shown([wrong({ '/a': 'got 404' }, '404'), wrong({ '/a': 'got 403' }, '403')]).length, 2)
  })

  test('hosts that do not answer fall together, whatever their names', () => {
    const grades = ['a.invalid', 'b-2.invalid'].map(host => unreachable(host, `no such host: ${host}`))
    assert.deepEqual(shown(grades), ['2: no such host: …'])
  })

  test('a group that only its values keep apart is as large as it is', () => {
    const alike = ['1', '2', '3'].map(got => wrong({ '/a': `d: got ${got}` }))
    const same = [1, 2].map(() => wrong({ '/b': 'p' }))
    assert.deepEqual(shown([...same, ...alike]), ['3: GET /a: d: got …', '2: GET /b: p'])
    assert.deepEqual(groupsOf([...same, ...alike])[0]?.grades, alike)
  })

  test('those who are alone with different words stay alone', () => {
    const grades = ['a is missing', 'b is missing'].map(problem => wrong({ '/a': problem }))
    assert.deepEqual(shown(grades), ['1: GET /a: a is missing', '1: GET /a: b is missing'])
  })

  test('the address that is called is left out as a whole, with its port', () => {
    const grades = ['vcm-1', 'vcm-22'].map(host => unreachable(host, `refused by ${host}:5000`))
    assert.deepEqual(shown(grades), ['2: refused by …'])
  })

  test('hosts that were given no address have their words in common', () => {
    const nowhere = (note: string): Grade => ({ ...unreachable('', note), baseUrl: '' })
    assert.deepEqual(shown([nowhere('no host given'), nowhere('no host given')]), ['2: no host given'])
  })

  test('a hint is given if it is the same for all of a group', () => {
    const [a, b] = [wrong({ '/a': 'p' }, '500', 'look'), wrong({ '/a': 'p' }, '500', 'look elsewhere')]
    assert.equal(groupsOf([a, a])[0]?.hint, 'look')
    assert.equal(groupsOf([a, b])[0]?.hint, undefined)
  })
})
