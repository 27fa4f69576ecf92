import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Call } from '../../../client/call.ts'
import { hostIn } from '../../../client/command-line/roster/host-cell.ts'
import { parseRoster } from '../../../client/command-line/roster.ts'
import { parseTarget } from '../../../client/command-line/target.ts'
import { UsageError } from '../../../client/command-line/usage-error.ts'
import { formulaLabelRead, labelWithoutFormula } from '../../../client/formula.ts'
import { differences } from '../../../client/judge/compare.ts'
import { checkSchema } from '../../../client/judge/schema-check.ts'
import { chosen } from '../../../client/plan/only.ts'
import { createCookieJar } from '../../../client/requests/cookies.ts'
import { notCalled, notCalledLines } from '../../../client/run/not-called.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

const million = 1_000_000

/** An OpenAPI document with `count` operations, each of which answers anything. */
function documentOf(count: number, answer: unknown = { description: 'fine' }): string {
  const paths = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`/p${index}`, { get: { responses: { 200: answer } } }]),
  )
  return JSON.stringify({ openapi: '3.1.0', paths })
}

// What takes more than linear time here takes hours: then the test does not end.
describe('long texts of strangers', { timeout: 120_000 }, () => {
  test('a cookie keeps none of a million blanks around its value', () => {
    const jar = createCookieJar()
    jar.store(
      'http://a/',
      new Headers([['set-cookie', `a${' '.repeat(million)}=${' '.repeat(million)}b; Path=/`]]),
    )
    assert.deepEqual({ ...jar.get('http://a/') }, { a: 'b' })
  })

  for (const part of ['-', '"', ' ', '<a href=', 'http://', '(', '::'])
    test(`a cell and an address that are full of ${JSON.stringify(part)} are read to their limit`, () => {
      const text = part.repeat(million / part.length)
      assert.ok(hostIn(text).host.length <= 2000)
      assert.throws(() => parseTarget(text), UsageError)
    })

  test('a label of millions of formulas is written and read back', () => {
    const label = ';=1'.repeat(2 * million)
    assert.equal(formulaLabelRead(labelWithoutFormula(label)), label)
  })

  test('a row of a million cells is no row of a roster', () => {
    assert.throws(() => parseRoster('vcm-1:5000,'.repeat(2000)), /over 1000 cells/)
  })

  test('of a thousand fields that are wrong, twenty are described, and the others counted', () => {
    const fields = (value: unknown) =>
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, value]))
    const filling = { text: 'x'.repeat(million) }
    const different = differences(fields(1), { ...fields(2), ...filling })
    assert.deepEqual([different.length, different[20]], [21, 'and 980 more'])
    const missing = differences(fields(1), filling)
    assert.deepEqual([missing.length, missing[20]], [21, 'and 980 more'])
  })

  test('a pattern that is longer than any is given up, and is no fault of the answer', () => {
    const { problems, notes } = checkSchema({ type: 'string', pattern: '['.repeat(million) }, 'a')
    assert.deepEqual([problems, notes.length], [[], 1])
  })
})

/** A thing, and `count` others, each of which is made of the one before it. */
function chainOf(count: number): Call[] {
  const nameOf = (index: number) => `POST /p${index}`
  return Array.from({ length: count }, (_, index) => ({
    name: nameOf(index),
    method: 'POST',
    path: `/p${index}`,
    needs:
      index === 0
        ? []
        : [{ call: nameOf(index - 1), value: '$response.body#/id', into: '$request.query.id' }],
  }))
}

// As above, more than linear time is hours.
describe('many calls that need each other', { timeout: 120_000 }, () => {
  const calls = chainOf(300_000)

  test('--only finds all that the last one needs', () => {
    assert.equal(chosen(calls, '/p299999').length, calls.length)
  })

  test('all are counted that go without the first one', () => {
    const reasons = notCalled(calls, ({ path }) => (path === '/p0' ? '--safe' : undefined))
    assert.equal(reasons.size, calls.length)
    assert.equal(notCalledLines(calls, reasons).length, calls.length)
  })
})

describe('many calls', () => {
  test('three hundred answers of a megabyte are not kept', async t => {
    const body = JSON.stringify('x'.repeat(million))
    const server = await serve(t, (request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(request.url === '/openapi.json' ? documentOf(300) : body)
    })
    const { code, stdout, stderr } = await runClient([server, '--json', '--repeat', '1'], {
      env: { NODE_OPTIONS: '--max-old-space-size=150' },
    })
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout.slice(-300), /"summary":\{"calls":300,"ok":300/)
  })

  for (const flags of [[], ['--json'], ['--html']])
    test(`nor are twenty of each of sixteen hosts with ${JSON.stringify(flags.join(' '))}`, async t => {
      const body = JSON.stringify('x'.repeat(million))
      const hosts = await Promise.all(
        Array.from({ length: 16 }, () =>
          serve(t, (_request, response) => response.setHeader('content-type', 'application/json').end(body)),
        ),
      )
      const calls = Array.from({ length: 20 }, (_, index) => ({ method: 'GET', path: `/p${index}` }))
      const contract = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
      const page = flags.includes('--html') ? [await temporaryFile(t, 'page.html', '')] : []
      const { stdout, stderr } = await runClient(
        ['--roster', '-', '--allow-local', '--contract', contract, '--timeout', '60', ...flags, ...page],
        { input: hosts.join('\n'), env: { NODE_OPTIONS: '--max-old-space-size=150' } },
      )
      assert.equal(stderr, '')
      assert.match(stdout.slice(-300), /16 hosts: 16 pass|"hosts":16,"pass":16/)
    })

  test('of a document with more than 5,000 calls, the first are made, and how many are left out is said', async t => {
    const server = await serve(t, (request, response) => {
      response.end(request.url === '/openapi.json' ? documentOf(5003) : '{}')
    })
    const { code, stdout, stderr } = await runClient([server, '--list'])
    assert.equal(code, 0)
    assert.equal(stdout.trim().split('\n').length, 5000)
    assert.equal(stderr, '/openapi.json describes over 5000 calls: the 3 behind these are left out\n')
    const forPrograms = await runClient([server, '--json', '--only', '/p4999'])
    const { summary } = JSON.parse(forPrograms.stdout.trim().split('\n').at(-1) ?? '')
    assert.deepEqual([summary.calls, summary.leftOut], [1, 3])
  })
})
