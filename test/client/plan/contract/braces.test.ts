/** What stands in braces and is filled by nothing would be asked for as it is written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseContract } from '../../../../client/plan/contract.ts'

/** A contract of a call and of one that may need it. */
const read = (call: object) => {
  const calls = [
    { method: 'POST', path: '/first' },
    { method: 'GET', path: '/', ...call },
  ]
  return parseContract(JSON.stringify(calls), 'c.json')
}
const need = (into: string) => [{ call: 'POST /first', value: '$response.body#/id', into }]

const refused: [call: object, reason: RegExp][] = [
  [
    { path: '/hello/{id}' },
    /^call 2 of c\.json: path has \{id\}, which no need fills: one with "into": "\$request\.path\.id" would/,
  ],
  [{ path: '/hello/{id}', needs: ['POST /first'] }, /path has \{id\}, which no need fills/],
  [{ path: '/a/{id}/b/{key}', needs: need('$request.path.id') }, /path has \{key\}/],
  [{ path: '/a/{{run}}/{id}' }, /path has \{id\}/],
  [{ path: '/a/{{{run}}}' }, /path has \{\}, .* "into": "\$request\.path\.id" would/],
  [{ path: '/a/{key}' }, /path has \{key\}, .* "into": "\$request\.path\.key" would/],
  [{ path: '/a/{id' }, /path has a brace without its other one; .* %7B and %7D/],
  [{ path: '/a/id}' }, /path has a brace without its other one/],
  [{ path: '/a?q={q}' }, /path's query has \{q\}, .* "into": "\$request\.query\.q" would/],
  [{ path: '/a?q={id}', needs: need('$request.path.id') }, /path's query has \{id\}/],
  [{ headers: { 'X-Id': '{id}' } }, /the header X-Id has \{id\}, .* "\$request\.header\.X-Id" would/],
  [{ headers: { Authorization: 'Bearer {token}' } }, /the header Authorization has \{token\}/],
  [{ path: '/a/$response.body#/id' }, /path has "\/a\/\$response\.body#\/id", which would be sent as it is/],
  [
    { headers: { 'X-Id': '$response.body#/id' } },
    /headers has "\$response\.body#\/id", which would be sent as it is/,
  ],
  [{ method: 'POST', json: { a: ['$response.body#/id'] } }, /json has "\$response\.body#\/id"/],
  [{ method: 'POST', form: { a: 'n-{$response.body#/id}' } }, /form has "n-\{\$response\.body#\/id\}"/],
  [{ path: '{{run}}/a' }, /path must be a path that begins with a slash$/],
  [{ path: '{loc}' }, /path must begin with a slash: .* of a Location, .* such as "\/notes\/\{id\}"/],
  [{ path: '$response.header.Location' }, /path must begin with a slash: .* of a Location/],
]

for (const [call, reason] of refused) {
  test(`${JSON.stringify(call)} is refused with a reason`, () => {
    assert.throws(() => read(call), { name: 'UsageError', message: reason })
  })
}

const taken: object[] = [
  { path: '/a/{id}', needs: need('$request.path.id') },
  { path: '/a?q={q}', needs: need('$request.query.q') },
  { headers: { 'X-Id': '{id}' }, needs: need('$request.header.X-Id') },
  { headers: { 'X-Filter': '{"a":1}' } },
  { path: '/a/%7Bid%7D?q=%7Bq%7D' },
  { path: '/a/{{open}}b}}/{{run}}' },
  { path: '/a/{id}', skip: 'not yet' },
  { method: 'POST', json: { template: 'Hello {name}' } },
  { method: 'POST', json: { note: 'see $response.body' } },
  {
    method: 'POST',
    path: '/a/{id}',
    json: { id: '$response.body#/id' },
    needs: [...need('$request.path.id'), ...need('$request.body#/id')],
  },
]

for (const call of taken) {
  test(`${JSON.stringify(call)} is taken`, () => {
    assert.equal(read(call).length, 2)
  })
}
