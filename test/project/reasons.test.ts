/** What `npm test` shows of a handler that throws, in a copy of the project. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { copyOfProject } from '../copy-of-project.ts'

const copy = copyOfProject()
after(() => rmSync(copy, { recursive: true }))

const failing = `failing: route('GET /failing', {
  summary: 'Fails',
  returns: z.string(),
  examples: [{ returns: 'ok' }],
  handler: () => { throw new Error('No thermometer') },
}),`

/** Runs one file of the API's tests, as `npm test` would. */
function tested(file: string): string {
  const { NODE_TEST_CONTEXT, LOG_LEVEL, ...env } = process.env
  const args = ['--import', 'tsx', 'test/run.ts', file]
  return spawnSync(process.execPath, args, { cwd: copy, env, encoding: 'utf8' }).stdout
}

test('the tests of an API that works log nothing', () => {
  for (const file of ['api/client', 'api/contract', 'api/lecture'])
    assert.doesNotMatch(tested(file), /"level"/)
})

test('of a handler that throws, npm test shows the reason, and only what failed of the calls', () => {
  const routes = join(copy, 'src/routes.ts')
  const table = 'export const routes = {'
  const code = readFileSync(routes, 'utf8')
  assert.ok(code.includes(table))
  writeFileSync(routes, code.replace(table, `${table}\n${failing}`))
  assert.match(tested('api/contract'), /^\{"level":"error".*Error: No thermometer\\n +at .*routes\.ts:\d+/m)
  assert.match(
    tested('api/client'),
    /AssertionError \[ERR_ASSERTION\]: GET \/failing answered 500: the handler failed/,
  )
})
