import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { claimsToBe, readDocument } from '../../../client/plan/document.ts'

const read: [title: string, text: string, openapi: unknown][] = [
  ['JSON', '{"openapi":"3.1.0","paths":{}}', '3.1.0'],
  ['JSON behind a space', ' \n{"openapi":"3.1.0","paths":{}}', '3.1.0'],
  ['JSON that says a thing twice', ' \n{"openapi":"3.0.0","openapi":"3.1.0","paths":{}}', '3.1.0'],
  ['YAML, whose 3.1 is a number', 'openapi: 3.1\npaths: {}', 3.1],
  ['YAML behind a comment', '# pets\nopenapi: 3.0.0\npaths: {}', '3.0.0'],
  ['a version without a point', '{"openapi":"3","paths":{}}', '3'],
  [
    'one that says of itself that it is Swagger as well',
    '{"swagger":"2.0","openapi":"3.0.0","paths":{}}',
    '3.0.0',
  ],
]

for (const [title, text, openapi] of read) {
  test(`a document is read: ${title}`, async () => {
    assert.deepEqual((await readDocument(text)) ?? {}, { document: { ...(await documentOf(text)), openapi } })
  })
}

async function documentOf(text: string): Promise<object | undefined> {
  const found = await readDocument(text)
  return found && 'document' in found ? found.document : undefined
}

const none: [title: string, text: string][] = [
  ['a page', ' <html> openapi: 3.1.0</html>'],
  ['a text', 'hello'],
  ['a list', '[{"openapi":"3.1.0"}]'],
  ['a text in quotes', '"openapi: 3.1.0"'],
  ['JSON that is broken, and says nothing of OpenAPI', '{"name":'],
  ['YAML that says nothing of OpenAPI', 'paths: {}'],
  ['Swagger without paths', '{"swagger":"2.0"}'],
  ['a version that is no number', '{"openapi":"latest","paths":{}}'],
  ['paths alone', '{"paths":{}}'],
  ['a version in a list', '{"openapi":["3.1.0"],"paths":{}}'],
  ['a version that is no text', '{"openapi":true,"paths":{}}'],
  ['a number that only begins like a version', '{"openapi":"3-1","paths":{}}'],
]

for (const [title, text] of none) {
  test(`${title} is no document`, async () => assert.equal(await readDocument(text), undefined))
}

test('what YAML warns of is not printed', async t => {
  const warnings: unknown[] = []
  const keep = (warning: Error) => warnings.push(warning)
  process.on('warning', keep)
  t.after(() => process.off('warning', keep))
  assert.ok(await readDocument('openapi: 3.1.0\npaths: {}\nx-own: !own 1\n'))
  await setImmediate()
  assert.deepEqual(warnings, [])
})

const unread: [text: string, words: RegExp][] = [
  ['{"openapi":"30.1.0","paths":{}}', /^is OpenAPI 30\.1\.0, which is not read: only OpenAPI 3 is$/],
  ['{"openapi":"4.3","paths":{}}', /^is OpenAPI 4\.3, which is not read: only OpenAPI 3 is$/],
  ['{"swagger":2,"paths":{}}', /^is Swagger 2, which is not read: only OpenAPI 3 is$/],
  ['{"openapi":"3.1.0"}', /^describes no paths$/],
  [
    '{"openapi":"3.1.0","webhooks":{}}',
    /^describes only webhooks, which a server calls and does not answer$/,
  ],
  [' {"openapi":"3.1.0",', /^is no JSON that can be read: .+$/],
  ['openapi: 3.1.0\npaths: {\n', /^is no YAML that can be read: .+$/],
]

for (const [text, words] of unread) {
  test(`${JSON.stringify(text)} is named in one line as what it is`, async () => {
    const found = await readDocument(text)
    assert.match((found && 'unread' in found && found.unread) || '', words)
  })
}

const claims: [text: string, isOne: boolean][] = [
  ['openapi: 3.1.0', true],
  ['a: 1\nswagger : "2.0"', true],
  ['{"info":{},"openapi":"3.1.0"', true],
  ["{'swagger':'2.0'", true],
  ['{swagger:2}', true],
  ['x-openapi: 3.1.0', false],
  ['we like openapi 3.1.0', false],
  ['\n<p> openapi: 3.1.0</p>', false],
]

for (const [text, isOne] of claims) {
  test(`${JSON.stringify(text)} ${isOne ? 'claims' : 'does not claim'} to be a document`, () =>
    assert.equal(claimsToBe(text), isOne))
}
