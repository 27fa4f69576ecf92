import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../../client/call.ts'
import { callsOf } from '../../../../client/plan/openapi.ts'
import { exchanged, reasonAt } from './sent.ts'

const list = ['blue', 'black', 'a,b']
const object = { R: 100, G: 200 }

/** The tables of OpenAPI 3.0.3 and 3.1.1, Parameter Object, "Style Values" and "Style Examples". */
const paths: [style: string, explode: boolean | undefined, value: unknown, path: string][] = [
  ['simple', undefined, 'blue', '/blue'],
  ['simple', undefined, list, '/blue,black,a%2Cb'],
  ['simple', true, list, '/blue,black,a%2Cb'],
  ['simple', false, object, '/R,100,G,200'],
  ['simple', true, object, '/R=100,G=200'],
  ['label', undefined, 'blue', '/.blue'],
  ['label', true, list, '/.blue.black.a%2Cb'],
  ['label', true, object, '/.R=100.G=200'],
  ['matrix', undefined, '', '/;color'],
  ['matrix', undefined, 'blue', '/;color=blue'],
  ['matrix', false, list, '/;color=blue,black,a%2Cb'],
  ['matrix', true, list, '/;color=blue;color=black;color=a%2Cb'],
  ['matrix', false, object, '/;color=R,100,G,200'],
  ['matrix', true, object, '/;R=100;G=200'],
  ['form', undefined, list, '/blue,black,a%2Cb'], // no style of a path
]

for (const [style, explode, example, path] of paths) {
  test(`in a path, ${style}${explode ? ' exploded' : ''} writes ${JSON.stringify(example)} as ${path}`, async t => {
    const get = { parameters: [{ name: 'color', in: 'path', required: true, style, explode, example }] }
    const { seen } = await exchanged(t, { '/{color}': { get } })
    assert.deepEqual(
      seen.map(({ url }) => url),
      [path],
    )
  })
}

for (const [openapi, path] of [
  ['3.0.3', '/.blue.black'],
  ['3.1.0', '/.blue.black'],
  ['3.0.4', '/.blue,black'],
  ['3.1.1', '/.blue,black'],
] as const) {
  test(`a label of OpenAPI ${openapi} is as its table has it`, async t => {
    const color = { name: 'color', in: 'path', style: 'label', example: ['blue', 'black'] }
    const { seen } = await exchanged(
      t,
      { '/{color}': { get: { parameters: [color] } } },
      { document: { openapi } },
    )
    assert.equal(seen[0]?.url, path)
  })
}

const queries: [parameter: Record<string, unknown>, value: unknown, query: string][] = [
  [{}, list, 'color=blue&color=black&color=a%2Cb'],
  [{ explode: false }, list, 'color=blue,black,a%2Cb'],
  [{}, object, 'R=100&G=200'],
  [{ explode: false }, object, 'color=R,100,G,200'],
  [{}, '', 'color='],
  [{}, 'a b&c=d+e', 'color=a%20b%26c%3Dd%2Be'],
  [{ style: 'spaceDelimited' }, ['a', 'b'], 'color=a%20b'],
  [{ style: 'spaceDelimited', explode: true }, ['a', 'b'], 'color=a&color=b'],
  [{ style: 'pipeDelimited' }, ['a', 'b'], 'color=a%7Cb'],
  [{ style: 'pipeDelimited' }, object, 'color=R%7C100%7CG%7C200'],
  [{ style: 'deepObject', explode: true }, object, 'color%5BR%5D=100&color%5BG%5D=200'],
  [{ style: 'deepObject' }, object, 'color%5BR%5D=100&color%5BG%5D=200'],
  [{ allowReserved: true }, "a/b?c:d,e=f;g@h$i!j(k)'", 'color=a/b?c:d,e=f;g@h$i!j(k)%27'],
  [{ allowReserved: true }, 'a&b#c+d e%20f', 'color=a%26b%23c%2Bd%20e%20f'],
  [{ allowReserved: true, explode: false }, ['a/b', 'c'], 'color=a/b,c'],
  [{ allowReserved: true }, '50%2g', 'color=50%252g'],
  [{}, [1, null, 2], 'color=1&color=2'],
]

for (const [parameter, example, query] of queries) {
  test(`in a query, ${JSON.stringify(parameter)} writes ${JSON.stringify(example)} as ${query}`, async t => {
    const { seen } = await exchanged(t, {
      '/': { get: { parameters: [{ name: 'color', in: 'query', example, ...parameter }] } },
    })
    assert.equal(seen[0]?.url, `/?${query}`)
  })
}

const written: [type: string, example: unknown, text: string][] = [
  ['application/json', { a: [1] }, '{"a":[1]}'],
  ['application/json', 'a', '"a"'],
  ['text/plain', 'a', 'a'],
  ['text/plain', [1], '[1]'],
]

for (const [type, example, text] of written) {
  test(`a parameter of the type ${type} has ${JSON.stringify(example)} as ${text}, wherever it stands`, async t => {
    const content = { [type]: { example } }
    const parameters = ['path', 'query', 'header'].map(place => ({ name: `x-${place}`, in: place, content }))
    const { seen } = await exchanged(t, { '/{x-path}': { get: { parameters } } })
    const [{ url = '', headers = {} } = {}] = seen
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    assert.deepEqual(
      [decodeURIComponent(pathname), searchParams.get('x-query'), headers['x-header']],
      [`/${text}`, text, text],
    )
  })
}

test('a list without items is no parameter', async t => {
  const parameters = [{ name: 'q', in: 'query', explode: false, example: [] }]
  const { seen } = await exchanged(t, { '/': { get: { parameters } } })
  assert.equal(seen[0]?.url, '/')
})

test('null is not sent as a text', async t => {
  const { seen } = await exchanged(t, {
    '/': { get: { parameters: [{ name: 'q', in: 'query', example: null }] } },
  })
  assert.equal(seen[0]?.url, '/')
})

const headers: [explode: boolean | undefined, value: unknown, header: string][] = [
  [undefined, [1, 2], '1,2'],
  [undefined, object, 'R,100,G,200'],
  [true, object, 'R=100,G=200'],
  [undefined, 'a b/c', 'a b/c'],
]

for (const [explode, example, header] of headers) {
  test(`a header has ${JSON.stringify(example)} as ${header}`, async t => {
    const parameters = [{ name: 'x-color', in: 'header', explode, example }]
    const { seen } = await exchanged(t, { '/': { get: { parameters } } })
    assert.equal(seen[0]?.headers['x-color'], header)
  })
}

const cookies: [explode: boolean | undefined, value: unknown, cookie: string][] = [
  [undefined, 'a b;c="d"', 's=a%20b%3Bc%3D%22d%22'],
  [undefined, 'abc-1.2_~', 's=abc-1.2_~'],
  [false, ['a', 'b;c'], 's=a,b%3Bc'],
  [false, object, 's=R,100,G,200'],
]

for (const [explode, example, cookie] of cookies) {
  test(`a cookie has ${JSON.stringify(example)} as ${cookie}`, async t => {
    const { seen } = await exchanged(t, {
      '/': { get: { parameters: [{ name: 's', in: 'cookie', explode, example }] } },
    })
    assert.equal(seen[0]?.headers.cookie, cookie)
  })
}

test('only a query may have reserved characters', async t => {
  const parameters = [{ name: 's', in: 'cookie', allowReserved: true, example: 'a;b' }]
  const { seen } = await exchanged(t, { '/': { get: { parameters } } })
  assert.equal(seen[0]?.headers.cookie, 's=a%3Bb')
})

const fields: [encoding: Record<string, unknown>, value: unknown, body: string][] = [
  [{}, { ids: [1, 2] }, 'ids=1&ids=2'],
  [{}, { at: { x: 1 } }, 'at={"x":1}'],
  [{ at: { style: 'deepObject' } }, { at: { x: 1, y: 2 } }, 'at[x]=1&at[y]=2'],
  [{ at: { style: 'form' } }, { at: { x: 1, y: 2 } }, 'x=1&y=2'],
  [{ ids: null }, { ids: [1, 2] }, 'ids=1&ids=2'],
  [{ at: { contentType: 'application/json' } }, { at: { x: 1 } }, 'at={"x":1}'],
  [{ ids: { explode: false } }, { ids: [1, 2], n: 3 }, 'ids=1,2&n=3'],
  [{ ids: { style: 'pipeDelimited' } }, { ids: ['a', 'b'] }, 'ids=a|b'],
  [{ at: { style: 'form' } }, { at: null, n: 3 }, 'n=3'],
]

for (const [encoding, example, body] of fields) {
  test(`a form with ${JSON.stringify(encoding)} has ${JSON.stringify(example)} as ${body}`, async t => {
    const content = { 'application/x-www-form-urlencoded': { example, encoding } }
    const { seen } = await exchanged(t, { '/': { post: { requestBody: { content } } } })
    assert.equal(decodeURIComponent(seen[0]?.body ?? ''), body)
    assert.equal(seen[0]?.headers['content-type'], 'application/x-www-form-urlencoded')
  })
}

const open: [title: string, parameter: Record<string, unknown>, query: string][] = [
  ['a list as a deepObject', { style: 'deepObject', example: ['a', 'b'] }, '/?color[]=a&color[]=b'],
  ['an object in a deepObject', { style: 'deepObject', example: { a: { b: 1 } } }, '/?color[a][b]=1'],
  ['a list in an object', { example: { a: [1, 2] } }, '/?a=[1,2]'],
  ['a list beside a number in an object', { example: { a: [1], b: 2 } }, '/?a=[1]&b=2'],
]

for (const [title, parameter, query] of open) {
  test(`${title} is sent, but as no specification says how, its refusal is no fault`, async t => {
    const asked = { '/': { get: { parameters: [{ name: 'color', in: 'query', ...parameter }] } } }
    const { seen } = await exchanged(t, asked)
    assert.equal(decodeURIComponent(seen[0]?.url ?? ''), query)
    assert.match((await reasonAt(t, asked, { refuses: () => true })) ?? '', /color/)
  })
}

test('no specification says how a list is written as several cookies', () => {
  assert.deepEqual(openIn({ in: 'cookie', example: ['a', 'b'] }), ['color'])
})

const closed: Record<string, unknown>[] = [
  { in: 'query', example: 'blue' },
  { in: 'query', example: list },
  { in: 'query', style: 'deepObject', example: object },
  { in: 'header', explode: true, example: object },
  { in: 'cookie', explode: false, example: list },
  { in: 'cookie', style: 'cookie', example: list },
  { in: 'query', content: { 'application/json': { example: { a: [1] } } } },
]

for (const parameter of closed) {
  test(`a server that refuses ${JSON.stringify(parameter)} is at fault`, () => {
    assert.equal(openIn(parameter), undefined)
  })
}

/** What a server may refuse of a call with this parameter. */
function openIn(parameter: Record<string, unknown>): Call['invented'] {
  const parameters = [{ name: 'color', ...parameter }]
  return callsOf({ openapi: '3.2.0', paths: { '/': { get: { parameters } } } })[0]?.invented
}

test('a value from an earlier answer stands in the style of its place, and leaves the rest of the query alone', async t => {
  const link = { operationId: 'read', parameters: { id: '$response.body#/id', page: '$response.body#/id' } }
  const responses = { 200: { links: { link } } }
  const parameters = [
    { name: 'id', in: 'path', style: 'matrix' },
    { name: 'ids', in: 'query', explode: false, example: [1, 2] },
    { name: 'page', in: 'query' },
  ]
  const { seen } = await exchanged(
    t,
    { '/made': { get: { responses } }, '/read/{id}': { get: { operationId: 'read', parameters } } },
    { answer: { id: 'a b' } },
  )
  assert.equal(seen[1]?.url, '/read/;id=a%20b?ids=1,2&page=a%20b')
})

test('a parameter that the path writes with an asterisk is found', async t => {
  const parameters = [{ name: 'path', in: 'path', example: 'x' }]
  const { seen } = await exchanged(t, { '/files/{path*}': { get: { parameters } } })
  assert.equal(seen[0]?.url, '/files/x')
})
