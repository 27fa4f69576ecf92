/** openapi-typescript, which makes the types of a client out of the document. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { temporaryFile } from '../client/temporary-file.ts'
import { project } from '../copy-of-project.ts'
import { at, type Ended } from '../fork/copy.ts'
import { apps, documentOf } from './apps.ts'
import { runTool } from './tools.ts'

for (const { app } of apps) {
  test(`the types of the document of ${app} compile as strictly as our own code`, async t => {
    const { code, stdout } = await compile(t, await documentOf(app))
    assert.equal(code, 0, stdout)
  })
}

test('they say what POST /distance takes and answers', async t => {
  const { code, stdout } = await compile(t, await documentOf('test/http/lecture.ts:app'), caller)
  assert.equal(code, 0, stdout)
})

/** A caller of POST /distance, right and wrong: a line that is expected to be an error must be one. */
const caller = `
import type { operations, paths } from './api.ts'

type Distance = paths['/distance']['post']
type Body = Distance['requestBody']['content']['application/json']
type Answer = Distance['responses'][200]['content']['application/json']
type Problem = Distance['responses']['default']['content']['application/problem+json']

export const right: Body = { a: [2, 4], b: [5, 6] }
// @ts-expect-error: there is no b
export const lacking: Body = { a: [2, 4] }
// @ts-expect-error: a point has two numbers
export const inSpace: Body = { a: [2, 4, 6], b: [5, 6] }
// @ts-expect-error: a coordinate is a number
export const inWords: Body = { a: ['2', 4], b: [5, 6] }

export const distance = (answer: Answer): number => answer.distance
export const abscissa = (answer: Answer): number => answer.a[0]
// @ts-expect-error: a distance is a number
export const words = (answer: Answer): string => answer.distance

export const reason = (problem: Problem): string => problem.detail
// @ts-expect-error: only some problems have a list of errors
export const count = (problem: Problem): number => problem.errors.length

export const byName: operations['distance'] = {} as Distance
`

/** Makes the types, with fixed lengths of arrays, and compiles them with a program that uses them. */
async function compile(t: TestContext, document: string, program = ''): Promise<Ended> {
  const file = await temporaryFile(t, 'openapi.json', document)
  const folder = dirname(file)
  const made = await runTool('openapi-typescript', file, '--array-length', '--output', join(folder, 'api.ts'))
  assert.equal(made.code, 0, made.stdout + made.stderr)
  const config = {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: { types: [] },
    include: ['*.ts'],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  await writeFile(join(folder, 'program.ts'), program)
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  return at(folder).run(join(project, 'node_modules/.bin/tsc'))
}
