import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Result } from '../../../client/call.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { paintFor } from '../../../client/report/colour.ts'
import { curlCommand } from '../../../client/report/curl.ts'
import { ndjsonReport } from '../../../client/report/ndjson.ts'
import { textReport } from '../../../client/report/text.ts'
import { exitCode } from '../../../client/report/totals.ts'
import { printed } from './printed.ts'
import { result } from './results.ts'

function unanswered(call: Call, rest: Partial<Result>): Result {
  const { answer: _, ...without } = result(call, rest)
  return without
}

const text = (source: string, results: Result[], verbose = false) =>
  printed(textReport, source, results, { verbose })

const repeated = (results: Result[]) => printed(textReport, 'x', results, { repeat: results.length })

test('right answers are printed whole, below one aligned line each', () => {
  const results = [
    result({ path: '/' }, { ms: 14 }, [200, 'OK', 'Hello, world']),
    result({ method: 'POST', path: '/distance', json: { a: [2, 4] } }, {}, [200, 'OK', '{"distance":5}\n']),
  ]
  assert.equal(
    text('/openapi.json', results),
    `
http://vcm-1:5000 · 2 calls from /openapi.json

✓ GET /                          200 OK   14 ms
  Hello, world
✓ POST /distance                 200 OK    7 ms
  > {"a":[2,4]}
  {"distance":5}

2 calls: 2 ok · 21 ms
`,
  )
})

test('wrong, optional and skipped calls say why', () => {
  const page = '<!doctype html><title>500 Internal Server Error</title>'
  const results = [
    result({ path: '/' }, { verdict: 'optional', word: '404' }, [404, 'NOT FOUND', page]),
    result({ path: '/name' }, {}, [200, 'OK', '{"name":"Ada"}']),
    result(
      { method: 'POST', path: '/distance' },
      { verdict: 'wrong', word: '500', problems: ['an HTML page instead of JSON'], hint: 'Look at the log.' },
      [500, 'INTERNAL SERVER ERROR', page],
    ),
    unanswered(
      { name: 'GET /x', method: 'GET', path: '/x' },
      { verdict: 'skipped', word: '-', problems: ['no example for id'], ms: 0 },
    ),
  ]
  assert.equal(
    text('the lecture', results),
    `
http://vcm-1:5000 · no OpenAPI document, using the lecture's endpoints

- GET /                          404 NOT FOUND    7 ms   (optional)
✓ GET /name                      200 OK           7 ms
  {"name":"Ada"}
✗ POST /distance                 500 INTERNAL SERVER ERROR    7 ms
  an HTML page instead of JSON
  hint: Look at the log.
- GET /x                         skipped (no example for id)

4 calls: 1 ok, 1 failed, 1 skipped, 1 optional · 21 ms
`,
  )
})

test('a server that answers nothing at all is told once', () => {
  const refused = {
    verdict: 'unreachable',
    word: 'refused',
    problems: ['connection refused by vcm-1:5000'],
    hint: 'Start it.',
  } as const
  const skipped = { verdict: 'skipped', word: '-', problems: ['host unreachable'], ms: 0 } as const
  const results = lectureCalls.map((call, index) =>
    unanswered(
      call,
      index === 0
        ? { ...refused, problems: [...refused.problems] }
        : { ...skipped, problems: [...skipped.problems] },
    ),
  )
  assert.equal(
    text('the lecture', results),
    `
✗ http://vcm-1:5000   connection refused by vcm-1:5000
  hint: Start it.
0 of 5 calls made
`,
  )
})

test('no escape sequence of a server reaches the terminal', () => {
  const evil = '\u001b[2J\u009b0m\u202e'
  const results = [
    result({ path: `/${evil}` }, { verdict: 'wrong', problems: [evil], hint: 'none' }, [200, evil, evil]),
  ]
  assert.doesNotMatch(text(evil, results, true), /[\u001b\u009b\u202e]/)
  const json = printed(ndjsonReport, '/openapi.json', results, { verbose: true })
  assert.doesNotMatch(json, /[\u001b\u009b\u202e]/)
  assert.equal(JSON.parse(json.split('\n')[0] ?? '').response.text, evil)
})

test('a megabyte of blanks is printed as quickly as any', () => {
  const started = performance.now()
  const blanks = `${' '.repeat(1_000_000)}x`
  text('x', [result({ path: '/' }, { verdict: 'wrong', problems: [blanks] }, [200, blanks, blanks])], true)
  assert.ok(performance.now() - started < 30_000)
})

test('a document without operations is told, and is no silence', () => {
  assert.equal(
    text('/openapi.json', []),
    '\nhttp://vcm-1:5000 · 0 calls from /openapi.json\n\n\n0 calls: 0 ok · 0 ms\n',
  )
})

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

function from(worker: string, rest: Partial<Result> = {}): Result {
  const each = result({ path: '/' }, rest)
  each.answer?.headers.set('x-served-by', worker)
  return each
}

const wrong: Partial<Result> = { verdict: 'wrong', problems: ['bad'] }

test('repeated calls of a server that names its workers say who answered, and how often each did', () => {
  const results = [from('worker 10'), from('worker 9'), from('worker 9', wrong), from('worker 9')]
  assert.equal(
    repeated(results),
    `
http://vcm-1:5000 · 1 call from x

✓ GET /                          200 OK    7 ms   worker 10
  {}
✓ GET /                          200 OK    7 ms   worker 9
✗ GET /                          200 OK    7 ms   worker 9
  {}
  bad
✓ GET /                          200 OK    7 ms   worker 9

4 calls: 3 ok, 1 failed · 28 ms
served by worker 9: 3, worker 10: 1
`,
  )
})

test('repeated calls of another server are printed once, unless they fail', () => {
  const output = repeated([result({}), result({}), result({}, wrong), result({})])
  assert.deepEqual(output.match(/^[✓✗]/gm), ['✓', '✗'])
  assert.match(output, /4 calls: 3 ok, 1 failed · 28 ms\n$/)
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

test('the exit code tells a wrong answer from no answer, and nothing checked from success', () => {
  const codes = [
    [result({})],
    [result({}), result({}, { verdict: 'skipped' }), result({}, { verdict: 'optional' })],
    [result({}), result({}, { verdict: 'wrong' }), result({}, { verdict: 'unreachable' })],
    [result({}), result({}, { verdict: 'unreachable' })],
    [result({}, { verdict: 'skipped' })],
    [],
  ].map(exitCode)
  assert.deepEqual(codes, [0, 0, 1, 3, 1, 1])
})

test('colour is for terminals that can show it, unless the environment decides', () => {
  const coloured = (isTTY: boolean, environment: Record<string, string>) =>
    paintFor({ isTTY }, environment)('red', 'x') !== 'x'
  assert.equal(coloured(true, {}), true)
  assert.equal(coloured(false, {}), false)
  assert.equal(coloured(true, { NO_COLOR: '1' }), false)
  assert.equal(coloured(true, { TERM: 'dumb' }), false)
  assert.equal(coloured(false, { FORCE_COLOR: '1' }), true)
})

test('the curl line survives a shell, whatever is in the request', () => {
  const headers = new Headers({
    'content-type': 'application/json',
    authorization: 'Basic c2VjcmV0',
    accept: '*/*',
  })
  const body = new TextEncoder().encode(`{"name":"O'Hara $(id)"}`)
  const line = curlCommand({ method: 'POST', url: "http://vcm-1:5000/a?b='c'", headers, body })
  assert.equal(
    line,
    `curl -i -u USER -H 'content-type: application/json' --data-raw '{"name":"O'\\''Hara $(id)"}' 'http://vcm-1:5000/a?b='\\''c'\\'''`,
  )
})
