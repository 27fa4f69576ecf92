import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partKinds, partsOf } from '../../../../client/plan/openapi/multipart.ts'
import { exchanged, reasonAt } from './sent.ts'

const file = { type: 'string', format: 'binary' }
const upload = (
  properties: Record<string, unknown>,
  rest: Record<string, unknown> = {},
  types = ['multipart/form-data'],
) => ({
  '/files': {
    post: {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          types.map(type => [
            type,
            { schema: { type: 'object', required: Object.keys(properties), properties }, ...rest },
          ]),
        ),
      },
    },
  },
})

/** The parts that arrived, as the platform reads them. */
async function parts(
  t: Parameters<typeof exchanged>[0],
  paths: Parameters<typeof exchanged>[1],
  openapi = '3.0.3',
) {
  const { seen } = await exchanged(t, paths, { document: { openapi } })
  const [{ headers = {}, body = '' } = {}] = seen
  const read = await new Response(body, {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData()
  return [...read].map(([name, value]) =>
    typeof value === 'string' ? [name, value] : [name, value.name, value.type],
  )
}

const cases: [title: string, paths: ReturnType<typeof upload>, expected: unknown[], openapi?: string][] = [
  [
    'a file and a text',
    upload({ photo: file, title: { type: 'string', example: 'x' } }),
    [
      ['photo', 'file.bin', 'application/octet-stream'],
      ['title', 'x'],
    ],
  ],
  [
    'a file of the type that encoding names',
    upload({ photo: file }, { encoding: { photo: { contentType: 'image/png, image/gif' } } }),
    [['photo', 'file.png', 'image/png']],
  ],
  [
    'a file of any picture',
    upload({ photo: file }, { encoding: { photo: { contentType: 'image/*' } } }),
    [['photo', 'file.png', 'image/png']],
  ],
  [
    'a file as 3.1 describes it',
    upload({ table: { type: 'string', contentMediaType: 'text/csv' } }),
    [['table', 'file.csv', 'text/csv']],
    '3.1.0',
  ],
  [
    'files in a list',
    upload({ photos: { type: 'array', items: file, minItems: 2 } }),
    [
      ['photos', 'file.bin', 'application/octet-stream'],
      ['photos', 'file.bin', 'application/octet-stream'],
    ],
  ],
  ['a list of numbers', upload({ ids: { type: 'array', items: { type: 'integer' } } }), [['ids', '1']]],
  [
    'an object as JSON',
    upload({ at: { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } } }),
    [['at', '{"x":1}']],
  ],
  [
    'a file where JSON is offered, too',
    upload({ photo: file, n: { type: 'integer' } }, {}, ['application/json', 'multipart/form-data']),
    [
      ['photo', 'file.bin', 'application/octet-stream'],
      ['n', '1'],
    ],
  ],
  [
    'a file where JSON and a form are offered, too, and there is a default for it',
    upload({ photo: { ...file, default: 'File' } }, {}, [
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ]),
    [['photo', 'file.bin', 'application/octet-stream']],
  ],
]

for (const [title, paths, expected, openapi] of cases) {
  test(`a multipart body has ${title}`, async t => assert.deepEqual(await parts(t, paths, openapi), expected))
}

test('a file is sent although the schema does not require it', async t => {
  const schema = { type: 'object', properties: { photo: file, note: { type: 'string' } } }
  const requestBody = { content: { 'multipart/form-data': { schema } } }
  assert.deepEqual(await parts(t, { '/files': { post: { requestBody } } }), [
    ['photo', 'file.bin', 'application/octet-stream'],
  ])
})

test('without a file, or where nothing else is offered, JSON is sent', async t => {
  const types = ['multipart/form-data', 'application/json']
  const bodies = [
    upload({ n: { type: 'integer' } }, {}, types),
    upload({ photo: file }, {}, ['application/json']),
  ]
  const seen = await Promise.all(bodies.map(async paths => (await exchanged(t, paths)).seen[0]?.body))
  assert.deepEqual(seen, ['{"n":1}', '{"photo":"string"}'])
})

test('a made-up file that is refused is no fault of the server', async t => {
  assert.match((await reasonAt(t, upload({ photo: file }), { refuses: () => true })) ?? '', /the body/)
})

/** The parts of a value whose fields these schemas and encodings describe. */
function sent(value: unknown, properties: Record<string, unknown>, encoding?: unknown) {
  return partsOf(value, partKinds({ File: file }, { properties }, encoding))
}

const png = 'image/png'
const ofFields: [title: string, parts: unknown, expected: object][] = [
  ['a field that nothing describes is a text', sent({ a: 1 }, {}), { name: 'a', value: '1' }],
  [
    'an object that nothing describes is JSON',
    sent({ a: {} }, {}),
    { name: 'a', value: '{}', type: 'application/json' },
  ],
  [
    'a text has the type that encoding names',
    sent({ a: 'x' }, { a: {} }, { a: { contentType: ' text/plain , text/html' } }),
    { name: 'a', value: 'x', type: 'text/plain' },
  ],
  [
    'what is encoded as text is no file',
    sent({ a: 'x' }, { a: { contentMediaType: png, contentEncoding: 'base64' } }),
    { name: 'a', value: 'x', type: png },
  ],
  [
    'an object is no file, whatever its type',
    sent({ a: {} }, { a: { type: 'object', contentMediaType: 'application/xml' } }),
    { name: 'a', value: '{}', type: 'application/xml' },
  ],
  [
    'what is no name of a type names none',
    sent({ a: 'x' }, { a: { contentMediaType: 5 } }, { a: { contentType: 5 } }),
    { name: 'a', value: 'x' },
  ],
]

for (const [title, parts, expected] of ofFields) {
  test(`in parts, ${title}`, () => assert.deepEqual(parts, [expected]))
}

test('a file may be described by a part of the schema, or by what that refers to', () => {
  const schema = { allOf: [{ properties: { a: { $ref: '#/File' } } }, { properties: { b: file } }] }
  const kinds = partKinds({ File: file }, schema, undefined)
  assert.deepEqual(
    [...kinds].map(([name, { isFile }]) => [name, isFile]),
    [
      ['a', true],
      ['b', true],
    ],
  )
})

const files: [contentType: string, filename: string, type: string, beginning: RegExp][] = [
  ['text/plain', 'file.txt', 'text/plain', /^file/],
  ['text/*', 'file.txt', 'text/plain', /^file/],
  ['text/csv ; charset=utf-8', 'file.csv', 'text/csv', /^a,b/],
  [' text/html, text/csv', 'file.html', 'text/html', /^<!doctype html>/],
  ['application/json', 'file.json', 'application/json', /^\{\}$/],
  ['application/xml', 'file.xml', 'application/xml', /^<file/],
  ['text/xml', 'file.xml', 'text/xml', /^<file/],
  ['image/svg+xml', 'file.svg', 'image/svg+xml', /^<svg/],
  ['image/png', 'file.png', 'image/png', /^.PNG/],
  ['image/gif', 'file.gif', 'image/gif', /^GIF89a/],
  ['audio/mpeg', 'file.bin', 'audio/mpeg', /^file/],
  ['audio/*', 'file.bin', 'application/octet-stream', /^file/],
]

for (const [contentType, filename, type, beginning] of files) {
  test(`a file of the type ${contentType} is the smallest one`, () => {
    const [part] = sent({ a: 'x' }, { a: file }, { a: { contentType } })
    assert.deepEqual([part?.filename, part?.type], [filename, type])
    const content = Buffer.from(part?.value ?? '', part?.base64 ? 'base64' : 'utf8')
    assert.match(content.toString('latin1'), beginning)
  })
}
