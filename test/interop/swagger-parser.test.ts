/** swagger-parser, which resolves the references of a document and holds it against OpenAPI's own schema. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apps, documentOf } from './apps.ts'
import { installed } from './tools.ts'

for (const { app } of apps) {
  test(`swagger-parser takes the document of ${app}`, async () => {
    const { openapi } = await validate(JSON.parse(await documentOf(app)))
    assert.match(openapi, /^3\.1\.\d+$/)
  })
}

test('swagger-parser refuses a reference that leads nowhere', async () => {
  const responses = { default: { $ref: '#/components/responses/Nothing' } }
  const info = { title: 'Sample', version: '1.2.3' }
  const document = { openapi: '3.1.1', info, paths: { '/': { get: { responses } } }, components: {} }
  await assert.rejects(validate(document), /Token "responses" does not exist/)
})

/** @throws {Error} if the document is not valid; which class of error depends on the fault */
async function validate(document: object): Promise<{ openapi: string }> {
  const { default: parser } = await import(installed('@apidevtools/swagger-parser/lib/index.js'))
  return parser.validate(document)
}
