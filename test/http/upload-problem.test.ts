import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uploadProblem } from '../../src/http/upload-problem.ts'

/** An error as multer throws it. */
const ofMulter = (code: string, message: string, field?: unknown) =>
  Object.assign(new Error(message), { name: 'MulterError', code, field })

const formErrors = [
  'Unexpected end of form',
  'Unexpected end of file',
  'Malformed part header',
  'Malformed urlencoded form',
  'Malformed content type',
  'Multipart: Boundary not found',
  'Missing Content-Type',
  'Unsupported content type: a\nb',
]

/** multer's errors have a code and perhaps a field; busboy's have only their message. */
const uploads: [error: Error, status: number, detail: string][] = [
  [ofMulter('LIMIT_FILE_SIZE', 'File too large', 'photo'), 413, 'File too large (field photo).'],
  [
    ofMulter('LIMIT_FIELD_VALUE', 'Field value too long', 'title'),
    413,
    'Field value too long (field title).',
  ],
  [ofMulter('LIMIT_UNEXPECTED_FILE', 'Unexpected field', 'x'), 400, 'Unexpected field (field x).'],
  [ofMulter('LIMIT_PART_COUNT', 'Too many parts'), 400, 'Too many parts.'],
  ...formErrors.map((message): [Error, number, string] => [
    new Error(message),
    400,
    `The form cannot be read: ${message}.`,
  ]),
]
for (const [error, status, detail] of uploads) {
  test(`the upload error ${JSON.stringify(error.message)} is a ${status} that says so`, () => {
    const problem = uploadProblem(error)
    assert.deepEqual([problem?.status, problem?.message], [status, detail])
  })
}

const others = [
  new Error('Upstream: Unexpected end of form'),
  new Error('Unexpected end of form in /srv/app.ts'),
  new Error('inside'),
  { name: 'MulterError', message: 'no error at all' },
  { message: 'Unexpected end of form' },
  'Unexpected end of form',
  undefined,
]
for (const error of others) {
  test(`${error instanceof Error ? String(error) : JSON.stringify(error)} is no upload error`, () => {
    assert.equal(uploadProblem(error), undefined)
  })
}
