import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '../../../client/call.ts'
import { ndjsonReport } from '../../../client/report/ndjson.ts'
import { grades } from './grades.ts'
import { printed } from './printed.ts'
import { from, result } from './results.ts'

test('JSON is one object a line, and a summary', () => {
  const results = [result({ path: '/name' }, {}, [200, 'OK', '{"name":"Ada"}'])]
  const lines = printed(ndjsonReport, '/openapi.json', results).trimEnd().split('\n')
  assert.deepEqual(
    lines.map(line => JSON.parse(line)),
    [
      {
        target: 'http://vcm-1:5000',
        call: 'GET /name',
        status: 200,
        ms: 7,
        ok: true,
        verdict: 'ok',
        request: { method: 'GET', path: '/name' },
        response: { json: { name: 'Ada' } },
      },
      {
        target: 'http://vcm-1:5000',
        summary: { calls: 1, ok: 1, failed: 0, skipped: 0, optional: 0, ms: 7 },
      },
    ],
  )
})

test('for programs, each answer and the summary name the worker', () => {
  const lines = printed(ndjsonReport, 'x', [from('worker 2'), from('worker 1'), result({})])
  const [first, , third, last] = lines
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.equal(first.servedBy, 'worker 2')
  assert.equal('servedBy' in third, false)
  assert.deepEqual(last.summary.servedBy, { 'worker 1': 1, 'worker 2': 1 })
})

/** The record of one result, as a program reads it. */
function record(one: Result, verbose = false) {
  const [line = ''] = printed(ndjsonReport, 'x', [one], { verbose }).split('\n')
  return JSON.parse(line)
}

for (const [verdict, ok] of [
  ['ok', true],
  ['wrong', false],
  ['unreachable', false],
  ['skipped', null],
  ['optional', null],
] as const) {
  test(`for programs, a call that is ${verdict} has an ok of ${ok}`, () => {
    assert.equal(record(result({}, { verdict })).ok, ok)
  })
}

test('for programs, what a call sends stands in its request', () => {
  const call = { json: null, form: { a: '1' }, multipart: [{ name: 'f', value: 'x' }] }
  assert.deepEqual(record(result(call)).request, { method: 'GET', path: '/', ...call })
})

test('for programs, what is wrong, what to do and what could not be checked stand beside the call', () => {
  const rest = { problems: ['bad', 'worse'], hint: 'mend it', notes: ['not checked'] }
  const { problems, hint, notes } = record(result({}, { verdict: 'wrong', ...rest }))
  assert.deepEqual({ problems, hint, notes }, rest)
  const keys = Object.keys(record(result({})))
  assert.deepEqual(keys, ['target', 'call', 'status', 'ms', 'ok', 'verdict', 'request', 'response'])
})

test('for programs, an answer that is no JSON is a text, and its headers come with --verbose', () => {
  const one = result({}, {}, [200, 'OK', 'Hello'])
  one.answer?.headers.set('x-test', 'yes')
  assert.deepEqual(record(one).response, { text: 'Hello' })
  assert.deepEqual(record(one, true).response, { headers: { 'x-test': 'yes' }, text: 'Hello' })
})

test('for programs, a call without an answer has no status and no response', () => {
  const { answer: _, ...unanswered } = result({}, { verdict: 'unreachable' })
  const { status, response } = record(unanswered)
  assert.deepEqual([status, response], [null, undefined])
})

/** What a format writes, and what it says beside that. */
function outputs() {
  const [lines, remarks]: [string[], string[]] = [[], []]
  const output = {
    write: (text: string) => lines.push(text),
    progress: { write: (text: string) => remarks.push(text) },
    paint: (_colour: unknown, text: string) => text,
    isTerminal: false,
    verbose: false,
    bom: false,
  }
  return { lines, remarks, output }
}

test('for programs, the summary counts what failed, and names what was left out', () => {
  const { lines, output } = outputs()
  const plan = { baseUrl: 'http://vcm-1', source: 'x', calls: [], repeat: 1 }
  const verdicts = ['ok', 'wrong', 'unreachable', 'skipped', 'optional'] as const
  const rest = { unread: ['/swagger.json is Swagger 2.0'], further: 3 }
  const report = ndjsonReport(output).server?.({ ...plan, ...rest })
  report?.end(verdicts.map(verdict => result({}, { verdict })))
  assert.deepEqual(JSON.parse(lines.join('')).summary, {
    ...{ calls: 5, ok: 1, failed: 2, skipped: 1, optional: 1, ms: 35 },
    ...{ unread: rest.unread, leftOut: 3 },
  })
})

test('for programs, a roster is a line for each call, one for each host, and a summary', () => {
  const { lines, remarks, output } = outputs()
  const [pass, wrong] = grades
  assert.ok(pass && wrong)
  const skipped = { empty: 1, comments: 0, headings: 0 }
  const report = ndjsonReport(output).roster({
    entries: grades.map(({ entry }) => entry),
    skipped,
    calls: [],
  })
  report.result(wrong, result({ path: '/a' }))
  report.grade(wrong)
  report.end(grades, 1234)
  report.remark('the same as b')
  const [call, first, second, last] = lines.map(line => JSON.parse(line))
  assert.deepEqual([call.host, call.label, call.target, call.call], ['vcm-22', 'cd34', '', 'GET /a'])
  assert.deepEqual(call.response, { json: {} })
  assert.deepEqual(first, { host: 'vcm-1', label: 'ab12', target: '', grade: 'pass', note: '' })
  assert.deepEqual([second.host, second.grade], ['vcm-22', 'wrong'])
  assert.deepEqual(last, { summary: { hosts: 2, pass: 1, wrong: 1, unreachable: 0, ms: 1234 } })
  assert.deepEqual(remarks, ['3 rows: 2 hosts, 1 empty\n', 'the same as b\n'])
})

test('for programs, nothing is said beside a roster whose rows are all machines', () => {
  const { remarks, output } = outputs()
  const skipped = { empty: 0, comments: 0, headings: 0 }
  ndjsonReport(output).roster({ entries: [], skipped, calls: [] }).end([], 0)
  assert.deepEqual(remarks, [])
})
