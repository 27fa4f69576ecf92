import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Need, Verdict } from '../../../client/call.ts'
import { filled, lacking } from '../../../client/run/fill.ts'
import { answerOf } from '../judge/answer-of.ts'

const made = 'POST /notes'
const body = { id: 7, tags: ['a b/c'], none: null, empty: '', inner: { a: 1 }, half: 'x\ud800', euro: '5 €' }
const exchange = {
  call: { name: made, method: 'POST', path: '/notes', json: { title: 'Milk' } },
  answer: answerOf(201, JSON.stringify(body), { location: 'http://h/app/notes/8' }),
}
const call: Call = { name: 'GET /notes/{id}', method: 'GET', path: '/notes/{id}?x=1' }

/** The call once it has what it needs of the answer above. */
function filledWith(needs: Need[], rest: Partial<Call> = {}, verdict: Verdict | 'none' = 'ok'): Call {
  const verdicts = new Map(verdict === 'none' ? [] : [[made, verdict]])
  const exchanges = new Map(verdict === 'ok' ? [[made, exchange]] : [])
  return filled({ ...call, ...rest, needs }, { exchanges, verdicts, room: 0 }, '/app')
}

const need = (value: string, into: string) => ({ call: made, value, into })
const id = '$response.body#/id'

const places: [what: string, needs: Need[], given: Partial<Call>, filled: Partial<Call>][] = [
  ['a path', [need(id, '$request.path.id')], {}, { path: '/notes/7?x=1' }],
  ['a path without a query', [need(id, '$request.path.id')], { path: '/notes/{id}' }, { path: '/notes/7' }],
  [
    'a path, percent-encoded',
    [need('$response.body#/tags/0', '$request.path.tag')],
    { path: '/{id}/{tag}' },
    { path: '/{id}/a%20b%2Fc' },
  ],
  [
    'a path, as the part of a Location',
    [need('$response.header.location', '$request.path.id')],
    {},
    { path: '/notes/8?x=1' },
  ],
  [
    'a path, with what no URL can have',
    [need('$response.body#/half', '$request.path.id')],
    {},
    { path: '/notes/x%EF%BF%BD?x=1' },
  ],
  ['a query', [need(id, '$request.query.a b')], { path: '/notes' }, { path: '/notes?a%20b=7' }],
  [
    'a query that has others and an example of it',
    [need(id, '$request.query.id')],
    { path: '/notes?a=1,2&&id=%20&id&b' },
    { path: '/notes?a=1,2&b&id=7' },
  ],
  [
    'a header',
    [need('$response.body#/tags/0', '$request.header.X-Tag')],
    { headers: { accept: '*/*' } },
    { headers: { accept: '*/*', 'X-Tag': 'a b/c' } },
  ],
  [
    'a body',
    [need(id, '$request.body#/of/id')],
    { json: { of: { a: 1 } } },
    { json: { of: { a: 1, id: 7 } } },
  ],
  ['a whole body', [need('$response.body#/inner', '$request.body')], {}, { json: { a: 1 } }],
  ['a body as an empty text', [need('$response.body#/empty', '$request.body#/a')], {}, { json: { a: '' } }],
  ['a form', [need(id, '$request.body#/id')], { form: { a: '1' } }, { form: { a: '1', id: '7' } }],
  [
    'two places',
    [need(id, '$request.path.id'), need('$request.body#/title', '$request.query.title')],
    {},
    { path: '/notes/7?x=1&title=Milk' },
  ],
  ['none, where the other call need only have worked', [{ call: made }], {}, {}],
]

for (const [what, needs, given, taken] of places) {
  test(`a value is put into ${what}`, () => {
    assert.deepEqual(filledWith(needs, given), { ...call, ...given, ...taken })
  })
}

const unusable: [value: string, into: string, name: string, given?: Partial<Call>][] = [
  ['$response.body#/key', '$request.path.id', 'key'],
  ['$response.body#/none', '$request.body#/a', 'none'],
  ['$response.body#/inner', '$request.path.id', 'inner'],
  ['$response.body#/inner', '$request.body#/a', 'inner', { form: {} }],
  ['$response.body#/empty', '$request.query.id', 'empty'],
  ['$response.body#/euro', '$request.header.X-Price', 'euro'],
  ['$response.header.ETag', '$request.path.id', 'header ETag'],
  ['n-{$response.header.ETag}', '$request.path.id', 'header ETag'],
]

for (const [value, into, name, given] of unusable) {
  test(`a call is skipped where ${value} is no value for ${into}`, () => {
    const needs = [need(id, '$request.path.x'), need(value, into)]
    const whole = { ...call, ...given, needs }
    assert.deepEqual(filledWith(needs, given), {
      ...whole,
      skip: `the answer to POST /notes has no ${name} to use`,
    })
  })
}

const unmet: [verdict: Verdict | 'none', why: string][] = [
  ['none', 'was not called'],
  ['skipped', 'was skipped'],
  ['wrong', 'failed'],
  ['unreachable', 'failed'],
]

for (const [verdict, why] of unmet) {
  test(`a call is skipped if the one that it needs ${why}${verdict === 'wrong' ? ' by its answer' : ''}`, () => {
    assert.equal(filledWith([{ call: made }], {}, verdict).skip, `needs POST /notes, which ${why}`)
    const { skip } = filledWith([need(id, '$request.path.id')], {}, verdict)
    assert.equal(skip, `POST /notes ${why}, whose answer gives id`)
  })
}

test('a call that needs nothing stays as it is', () => {
  const none = { exchanges: new Map(), verdicts: new Map(), room: 0 }
  assert.deepEqual(filled(call, none, ''), call)
})

test('a call is skipped if the answer that it needs was too long to keep', () => {
  const verdicts = new Map([[made, 'ok' as const]])
  const needs = [need(id, '$request.path.id')]
  assert.equal(
    filled({ ...call, needs }, { exchanges: new Map(), verdicts, room: 0 }, '').skip,
    'the answer to POST /notes was not kept: those that other calls need are too long together',
  )
})

test('of several calls that give a value, one is enough, and for what is no value, all are needed', () => {
  const earlier = {
    exchanges: new Map([[made, exchange]]),
    verdicts: new Map([[made, 'wrong' as const]]),
    room: 0,
  }
  assert.equal(filled({ ...call, needs: [need(id, '$request.path.id')] }, earlier, '').path, '/notes/7?x=1')
  assert.equal(
    filled({ ...call, needs: [{ call: made }] }, earlier, '').skip,
    'needs POST /notes, which failed',
  )
})

test('what an answer lacks is told by its name, and whether something came in its place', () => {
  const needs = [
    ...unusable.slice(0, 3).map(([value, into]) => need(value, into)),
    need('$response.header.ETag', '$request.header.If-Match'),
    need(id, '$request.path.id'),
    need('$request.body#/none', '$request.path.id'),
    { call: made },
    { ...need('$response.body#/key', '$request.path.id'), call: 'POST /users' },
  ]
  assert.deepEqual(lacking({ ...call, needs }, exchange, '/app'), [
    'no key',
    'no none',
    'no usable inner',
    'no header ETag',
  ])
  assert.deepEqual(lacking(call, exchange, '/app'), [])
})
