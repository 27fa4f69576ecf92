import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Result } from '../../../client/call.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { ndjsonReport } from '../../../client/report/ndjson.ts'
import { textReport } from '../../../client/report/text.ts'
import { grades } from './grades.ts'
import { printed } from './printed.ts'
import { from, result } from './results.ts'

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
served by
  worker 9   ████████████████████████  3
  worker 10  ████████                  1
`,
  )
})

test('repeated calls of another server are printed once, unless they fail', () => {
  const output = repeated([result({}), result({}), result({}, wrong), result({})])
  assert.deepEqual(output.match(/^[✓✗]/gm), ['✓', '✗'])
  assert.match(output, /4 calls: 3 ok, 1 failed · 28 ms\n$/)
})

/** The lines of the calls, without the introduction and the summary. */
const callLines = (results: Result[]) => text('x', results).split('\n').slice(3, -3)

test('a label longer than the others moves the columns of all, one beyond 60 characters its own line alone', () => {
  const [long, longer] = [`/${'x'.repeat(40)}`, `/${'y'.repeat(80)}`]
  const calls = ['/a', long, longer].map(path => result({ path }, {}, [200, 'OK', '']))
  assert.deepEqual(callLines(calls), [
    `✓ ${'GET /a'.padEnd(61)} 200 OK    7 ms`,
    `✓ ${`GET ${long}`.padEnd(61)} 200 OK    7 ms`,
    `✓ GET ${longer} 200 OK    7 ms`,
  ])
})

test('a call that was made has its time, one of which the answer was no use as well', () => {
  const skipped = { verdict: 'skipped', problems: ['no id in it'], ms: 12 } as const
  assert.deepEqual(
    callLines([result({}, { ...skipped, problems: [...skipped.problems] }, [200, 'OK', ''])]),
    ['- GET /                          skipped (no id in it)   12 ms'],
  )
})

test('a call without an answer has a word for it, once another was answered', () => {
  const silent = unanswered(
    { name: 'GET /a', method: 'GET', path: '/a' },
    {
      verdict: 'unreachable',
      word: 'timeout',
      problems: ['no answer'],
      ms: 900,
    },
  )
  assert.deepEqual(callLines([result({}, {}, [200, 'OK', '']), silent]), [
    '✓ GET /                          200 OK    7 ms',
    '✗ GET /a                         timeout   900 ms',
    '  no answer',
  ])
})

test('a server that does not answer has a line without a hint where there is none', () => {
  const silent = unanswered({ name: 'GET /', method: 'GET', path: '/' }, { verdict: 'unreachable' })
  const lines = text('x', [{ ...silent, problems: ['refused'] }])
  assert.equal(lines, '\n✗ http://vcm-1:5000   refused\n0 of 1 calls made\n')
})

test('calls that are made once do not say which worker answered', () => {
  assert.doesNotMatch(text('x', [from('worker 1')]), /worker|served/)
})

test('two calls of one route in a plan are both printed, and printed again only if they fail', () => {
  const round = [result({ path: '/a' }), result({ path: '/a' })]
  const output = printed(textReport, 'x', [...round, ...round], { repeat: 2 })
  assert.equal(output.match(/^✓/gm)?.length, 2)
})

for (const [calls, words] of [
  [[result({})], "/swagger.json is old; /b is no JSON: using the lecture's endpoints"],
  [[], '/swagger.json is old; /b is no JSON'],
] as const) {
  test(`documents that cannot be used are named where ${calls.length} calls are left`, () => {
    const unread = ['/swagger.json is old', '/b is no JSON']
    const output = printed(textReport, 'the lecture', [...calls], { unread })
    assert.equal(output.split('\n')[1], `http://vcm-1:5000 · ${words}`)
  })
}

test('a roster is a table, and below it how many hosts came out how, and in what time', () => {
  let written = ''
  const write = (each: string) => {
    written += each
  }
  const rest = {
    paint: (_colour: unknown, each: string) => each,
    isTerminal: false,
    verbose: false,
    bom: false,
  }
  const report = textReport({ write, progress: { write }, ...rest }).roster({
    entries: grades.map(({ entry }) => entry),
    skipped: { empty: 0, comments: 0, headings: 0 },
    calls: [],
  })
  report.end(grades, 1260)
  assert.match(written, /^host +result +note\n.*\n2 hosts: 1 pass, 1 wrong, 0 unreachable · 1\.3 s\n$/s)
})
