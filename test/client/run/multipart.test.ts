import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Part } from '../../../client/call.ts'
import { encodeMultipart } from '../../../client/run/multipart.ts'

/** The body's lines, with X for its boundary. */
function linesOf(parts: Part[]): string[] {
  const { data, contentType } = encodeMultipart(parts)
  const [, boundary = ''] = /^multipart\/form-data; boundary=(part-\S{36})$/.exec(contentType) ?? []
  assert.notEqual(boundary, '')
  return Buffer.from(data).toString('latin1').replaceAll(boundary, 'X').split('\r\n')
}

test('each part has its name, its type and its value, and a file the name of it', () => {
  const parts = [
    { name: 'title', value: 'Milk' },
    { name: 'note', value: '{}', type: 'application/json' },
    { name: 'image', value: 'iVBO', filename: 'a.png', type: 'image/png', base64: true },
  ]
  assert.deepEqual(linesOf(parts), [
    '--X',
    'Content-Disposition: form-data; name="title"',
    '',
    'Milk',
    '--X',
    'Content-Disposition: form-data; name="note"',
    'Content-Type: application/json',
    '',
    '{}',
    '--X',
    'Content-Disposition: form-data; name="image"; filename="a.png"',
    'Content-Type: image/png',
    '',
    '\x89PN',
    '--X--',
    '',
  ])
})

test('what would end a name is percent-encoded', () => {
  const [, disposition] = linesOf([{ name: 'a"\r\nb', value: '', filename: '"\r\n' }])
  assert.equal(disposition, 'Content-Disposition: form-data; name="a%22%0D%0Ab"; filename="%22%0D%0A"')
})

test('a value that has a line like the end of a part stays one value', () => {
  assert.equal(linesOf([{ name: 'a', value: '\r\n--part' }]).length, 7)
  assert.notEqual(encodeMultipart([]).contentType, encodeMultipart([]).contentType)
})
