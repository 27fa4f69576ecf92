import assert from 'node:assert/strict'
import { test } from 'node:test'
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
    upload({ photo: file }, {}, ['application/json', 'multipart/form-data']),
    [['photo', 'file.bin', 'application/octet-stream']],
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

test('a made-up file that is refused is no fault of the server', async t => {
  assert.match((await reasonAt(t, upload({ photo: file }), { refuses: () => true })) ?? '', /the body/)
})
