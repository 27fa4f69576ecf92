import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseContract } from '../../../client/plan/contract.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'

test("the lecture's calls, written to a file, are read as the same calls", () => {
  assert.deepEqual(parseContract(JSON.stringify(lectureCalls), 'c.json'), lectureCalls)
})

test('a method and a path are enough for a call', () => {
  assert.deepEqual(parseContract('[{"method":"GET","path":"/a"}]', 'c.json'), [
    { name: 'GET /a', method: 'GET', path: '/a' },
  ])
})

/** A contract whose second call needs a value of the first. */
function needing(need: object): string {
  const whole = { call: 'POST /a', value: '$response.body#/id', into: '$request.path.id', ...need }
  return JSON.stringify([
    { method: 'POST', path: '/a' },
    { method: 'GET', path: '/a/{id}', needs: [whole] },
  ])
}

test('a call may need values of a call before it', () => {
  assert.equal(parseContract(needing({}), 'c.json').length, 2)
})

test('a need goes into a query, a header, a body or a part of it', () => {
  for (const into of ['query.key', 'header.X-Id', 'body', 'body#', 'body#/id']) {
    const need = { call: 'POST /a', value: '$response.body#/id', into: `$request.${into}` }
    const calls = [
      { method: 'POST', path: '/a' },
      { method: 'POST', path: '/b', needs: [need] },
    ]
    assert.equal(parseContract(JSON.stringify(calls), 'c.json').length, 2, into)
  }
})

test('of several calls of one name, one that is not to be refused is enough for a need', () => {
  const status = (code: number) => ({ name: 'a', method: 'GET', path: '/a', expect: { status: [code] } })
  const calls = [status(404), status(200), { method: 'GET', path: '/b', needs: ['a'] }]
  assert.equal(parseContract(JSON.stringify(calls), 'c.json').length, 3)
})

test('a need may be the name of a call alone', () => {
  const text = '[{"method":"POST","path":"/a"},{"method":"GET","path":"/a","needs":["POST /a"]}]'
  assert.deepEqual(parseContract(text, 'c.json')[1]?.needs, [{ call: 'POST /a' }])
})

test('a call may have every key that there is', () => {
  const call = {
    name: 'a',
    method: 'POST',
    path: '/',
    headers: { a: 'b' },
    form: { a: 'b', c: ['d'] },
    optional: false,
    anonymous: true,
    security: [['bearer']],
    invented: ['a'],
    skip: 'why',
    needs: [],
    expect: {
      status: [200],
      json: true,
      schema: true,
      value: { id: 1, tags: ['a'] },
      varies: ['/id'],
      filledIn: ['/tags/0'],
      anyOrder: ['/tags'],
      ignoreCase: [''],
      contains: ['/tags/0'],
      types: ['text/csv'],
      headers: ['ETag'],
      documented: [100, 404, 599],
    },
  }
  const made = { name: 'b', method: 'GET', path: '/' }
  assert.deepEqual(parseContract(JSON.stringify([call, made]), 'c.json'), [call, made])
})

/** A contract of one call. */
const one = (more: object) => JSON.stringify([{ method: 'GET', path: '/', ...more }])
const expecting = (expect: object) => one({ expect })

const refused: [text: string, reason: RegExp][] = [
  ['{', /c\.json is not JSON/],
  ['{}', /not a list of calls/],
  ['[1]', /call 1 of c\.json is not an object/],
  ['[{"path":"/"}]', /needs a method/],
  ['[{"method":"GET","path":"name"}]', /path that begins with a slash/],
  ['[{"method":"GET","path":"/","expects":{}}]', /^call 1 of c\.json has "expects", which is none of name, /],
  [
    '[{"method":"GET","path":"/","expect":{"staus":[200]}}]',
    /^call 1 of c\.json, expect has "staus", which is none of status, /,
  ],
  ['[{"method":"GET","path":"/","expect":{"status":200}}]', /expect\.status must be a list/],
  ['[{"method":"GET","path":"/","expect":{"varies":"/id"}}]', /expect\.varies must be a list/],
  ['[{"method":"GET","path":"/","expect":{"filledIn":"/id"}}]', /expect\.filledIn must be a list/],
  ['[{"method":"GET","path":"/","expect":{"unlike":"nonesuch"}}]', /expect\.unlike must be a path/],
  ['[{"method":"GET","path":"/","security":["bearer"]}]', /security must be a list of lists/],
  ['[{"method":"GET","path":"/","needs":{}}]', /needs must be a list/],
  [needing({ call: 'POST /b' }), /needs "POST \/b", which no call before it is named/],
  [needing({ value: 'id' }), /value of a need is such as/],
  [needing({ into: '$path.id' }), /a need goes into such as/],
  [needing({ value: '$response.body#/a~2' }), /a need has #\/a~2, which is no JSON Pointer/],
  [needing({ into: 'a$request.path.id' }), /a need goes into such as/],
  [needing({ into: '$request.bodyguard' }), /a need goes into such as/],
  [needing({ into: '$request.path.key' }), /there is no \{key\} in \/a\/\{id\}/],
  [needing({ from: 'x' }), /has "from", which is none of call, value, into/],
  [needing({ value: undefined }), /value of a need is such as/],
  [needing({ into: undefined }), /a need goes into such as/],
  [one({ method: 'get' }), /^call 1 of c\.json: method must be a method, such as "GET"$/],
  [one({ path: ['{a}'] }), /: path must be a path that begins with a slash/],
  [one({ path: undefined }), /needs a path that begins with a slash/],
  [one({ name: 5 }), /: name must be a text/],
  [one({ headers: { 'X-Id': 5 } }), /: headers must be an object of texts/],
  [one({ form: { a: 5 } }), /: form must be an object of texts and lists of texts/],
  [one({ multipart: [{ name: 'a' }] }), /: multipart must be a list of parts/],
  [one({ multipart: [{ name: 'a', value: 'b', file: 'c' }] }), /: multipart must be a list of parts/],
  [one({ json: 1, form: {} }), /has json and form: a call has one body/],
  [one({ optional: 'yes' }), /: optional must be true or false/],
  [one({ expect: 200 }), /: expect must be an object/],
  [one({ needs: [5] }), /a need is an object, or the name of a call/],
  [one({ json: '{{patient}}' }), /call 1 of c\.json, json has \{\{patient\}\}, which is none of/],
  [expecting({ json: 1 }), /: expect\.json must be true or false/],
  [expecting({ schema: 'string' }), /: expect\.schema must be a JSON Schema/],
  [expecting({ headers: { a: 'b' } }), /: expect\.headers must be a list of names, such as/],
  [expecting({ headers: [' Location'] }), /expect\.headers must be a list of names/],
  [expecting({ headers: ['Location:'] }), /expect\.headers must be a list of names/],
  [expecting({ status: [2000] }), /: expect\.status must be a list of statuses from 100 to 599/],
  [expecting({ status: [200, 99] }), /: expect\.status must be a list of statuses/],
  [expecting({ status: [200.5] }), /: expect\.status must be a list of statuses/],
  [expecting({ documented: [600] }), /: expect\.documented must be a list of statuses from 100 to 599/],
  [expecting({ itemSchema: {} }), /expect\.itemSchema is looked at only where expect\.types has a stream/],
  [expecting({ itemSchema: {}, types: ['text/csv'] }), /expect\.itemSchema is looked at only where/],
  [expecting({ contains: 'a' }), /: expect\.contains must be a list, such as \["\/message"\]/],
  [expecting({ contains: [''] }), /contains has "", but no text or list stands there in expect\.value/],
  [expecting({ value: { a: 1 }, contains: ['/a'] }), /contains has "\/a", but no text or list stands there/],
  [expecting({ value: { a: 1 }, anyOrder: ['/b'] }), /anyOrder has "\/b", but no list stands there/],
  [expecting({ value: { a: [1] }, anyOrder: ['a'] }), /anyOrder has "a", which is no JSON Pointer/],
  [expecting({ value: { a: [1] }, ignoreCase: ['/a'] }), /ignoreCase has "\/a", but no text stands there/],
  [
    '[{"method":"GET","path":"/","expect":{"status":[404]}},{"method":"GET","path":"/a","needs":["GET /"]}]',
    /needs "GET \/", which is to be refused/,
  ],
  [
    '[{"method":"GET","path":"/","optional":true},{"method":"GET","path":"/a","needs":["GET /"]}]',
    /needs "GET \/", which is optional/,
  ],
  [
    '[{"method":"GET","path":"/"},{"method":"GET","path":"/","optional":true},{"method":"GET","path":"/a","needs":["GET /"]}]',
    /needs "GET \/", which is optional/,
  ],
  [
    JSON.stringify([
      { method: 'POST', path: '/a' },
      {
        method: 'POST',
        path: '/b',
        multipart: [{ name: 'id', value: '' }],
        needs: [{ call: 'POST /a', value: '$response.body#/id', into: '$request.body#/id' }],
      },
    ]),
    /call 2 of c\.json: a need does not go into multipart/,
  ],
]

for (const [text, reason] of refused) {
  test(`${text} is refused with a reason`, () => {
    assert.throws(() => parseContract(text, 'c.json'), { name: 'UsageError', message: reason })
  })
}
