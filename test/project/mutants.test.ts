/** What `npm run mutants` goes by, without a run of it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { project } from '../copy-of-project.ts'
import { equivalentOnes } from '../mutants/equivalent.ts'
import { nearTests, testsOfFolder } from '../mutants/tests-for.ts'

for (const { file, original, replacement } of equivalentOnes()) {
  test(`${file} has the text of its mutant ${original} → ${replacement}`, () => {
    const source = readFileSync(join(project, file), 'utf8').replace(/\s+/g, ' ')
    assert.ok(source.includes(original))
  })
}

test('the tests that bear the name of a file are near to it', () => {
  assert.ok(nearTests('client/judge/compare.ts').includes('test/client/judge/compare.test.ts'))
})

test('the tests that import a file are near to it', () => {
  assert.ok(nearTests('src/http/route.ts').includes('test/http/guard.test.ts'))
})

test('the tests of a file at the top are those of the folder that bears its name', () => {
  assert.ok(testsOfFolder('src/log.ts').includes('test/log/line.test.ts'))
})

test('the tests of a folder reach into the folders in it', () => {
  assert.ok(testsOfFolder('client/plan/plan.ts').includes('test/client/plan/openapi/schema.test.ts'))
})
