import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Call } from '../../../../client/call.ts'
import {
  escaped,
  filledFor,
  freshRun,
  refuseWrongPlaceholders,
} from '../../../../client/plan/contract/placeholders.ts'

const run = 123_456_780

/** What a value becomes in the body of a call. */
function filled(json: unknown): unknown {
  return filledFor(run, { name: 'a', method: 'POST', path: '/', json }).json
}

describe('the number of a run', () => {
  test('has nine digits and ends in 0, so that those behind it fit into 32 bits, too', () => {
    for (let count = 0; count < 1000; count += 1) assert.match(String(freshRun()), /^[1-9]\d{7}0$/)
  })

  test('is another one each time', () => {
    assert.equal(new Set(Array.from({ length: 20 }, freshRun)).size, 20)
  })
})

const texts: [written: unknown, sent: unknown][] = [
  ['{{run}}', '123456780'],
  ['{{run+1}}', '123456781'],
  ['user-{{run}}@example.com', 'user-123456780@example.com'],
  ['{{run}}-{{run+9}}', '123456780-123456789'],
  ['{{run:number}}', 123_456_780],
  ['{{run+2:number}}', 123_456_782],
  [{ a: [{ b: '{{run:number}}' }] }, { a: [{ b: 123_456_780 }] }],
  [{ '{{run}}': 1 }, { '123456780': 1 }],
  ['{{open}}run}}', '{{run}}'],
  ['{{{run}}}', '{123456780}'],
  ['{ {run} } }}', '{ {run} } }}'],
  [
    [5, null, true],
    [5, null, true],
  ],
]

for (const [written, sent] of texts) {
  test(`${JSON.stringify(written)} is sent as ${JSON.stringify(sent)}`, () => {
    assert.deepEqual(filled(written), sent)
  })
}

test('placeholders are filled in all of a call but its name, and the names of the calls that it needs', () => {
  const call: Call = {
    name: 'GET /a/{{run}}',
    method: 'GET',
    path: '/a/{{run}}?b={{run+1}}',
    headers: { 'X-Key': 'k{{run}}' },
    form: { a: ['{{run}}'] },
    multipart: [{ name: 'a', value: '{{run}}' }],
    needs: [{ call: 'POST /a/{{run}}', value: '{{run}}-{$response.body}', into: '$request.query.c' }],
    expect: {
      status: [200],
      value: { id: '{{run:number}}' },
      schema: { const: '{{run}}' },
      varies: ['/{{run}}'],
    },
  }
  assert.deepEqual(filledFor(run, call), {
    name: 'GET /a/{{run}}',
    method: 'GET',
    path: '/a/123456780?b=123456781',
    headers: { 'X-Key': 'k123456780' },
    form: { a: ['123456780'] },
    multipart: [{ name: 'a', value: '123456780' }],
    needs: [{ call: 'POST /a/{{run}}', value: '123456780-{$response.body}', into: '$request.query.c' }],
    expect: { status: [200], value: { id: run }, schema: { const: '123456780' }, varies: ['/123456780'] },
  })
})

test('what is escaped is filled in as it was, whatever braces it has', () => {
  const text = fc
    .array(fc.constantFrom('{', '}', '{{', 'run', '{{run}}', '{{open}}', ':number', 'a'))
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(text, text, text, (path, key, value) => {
      const call: Call = { name: path, method: 'GET', path, json: { [key]: [value] }, expect: { value } }
      refuseWrongPlaceholders(escaped(call), 'c')
      assert.deepEqual(filledFor(run, escaped(call)), call)
    }),
  )
})

const refused: [call: Partial<Call>, reason: RegExp][] = [
  [
    { json: '{{patient}}' },
    /^c, json has \{\{patient\}\}, which is none of \{\{run\}\}, .* write \{\{open\}\}$/,
  ],
  [{ json: ['{{ run }}'] }, /has \{\{ run \}\}, which is none of/],
  [{ json: '{{run+10}}' }, /has \{\{run\+10\}\}, which is none of/],
  [{ json: { '{{x}}': 1 } }, /has \{\{x\}\}, which is none of/],
  [{ json: 'a {{' }, /has \{\{, which is none of/],
  [{ json: '{{ {{run}} }}' }, /has \{\{ .*, which is none of/],
  [{ path: '/{{id}}' }, /^c, path has \{\{id\}\}/],
  [{ expect: { value: '{{id}}' } }, /^c, expect has \{\{id\}\}/],
  [{ needs: [{ call: 'a', value: '{{id}}', into: 'b' }] }, /^c, needs has \{\{id\}\}/],
  [{ json: 'id {{run+1:number}}' }, /has \{\{run\+1:number\}\} within a text: .* digits by \{\{run\+1\}\}$/],
  [{ json: '{{run:number}} id' }, /has \{\{run:number\}\} within a text/],
  [{ form: { a: '{{run:number}}' } }, /^c, form has \{\{run:number\}\} within a text/],
  [{ path: '/{{run:number}}' }, /^c, path has \{\{run:number\}\} within a text/],
]

for (const [call, reason] of refused) {
  test(`${JSON.stringify(call)} is refused`, () => {
    const whole = { name: 'GET /', method: 'GET', path: '/', ...call }
    assert.throws(() => refuseWrongPlaceholders(whole, 'c'), { name: 'UsageError', message: reason })
  })
}

test('a name may have any braces, for it is not sent', () => {
  const call: Call = { name: '{{a}}', method: 'GET', path: '/', needs: [{ call: '{{b}}' }] }
  assert.doesNotThrow(() => refuseWrongPlaceholders(call, 'c'))
})
