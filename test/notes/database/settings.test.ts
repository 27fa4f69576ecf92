/** What is wrong with the environment ends the start of the server, with a line for each variable. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { test } from 'node:test'

const project = resolve(import.meta.dirname, '../../..')

function check(environment: Record<string, string>): Promise<{ code: number; errors: string }> {
  const server = ['--import', 'tsx', 'src/cluster/cli.ts', '--check-config', 'src/main.ts:app']
  const env = { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: '', ...environment }
  return new Promise(resolve => {
    const child = execFile(process.execPath, server, { cwd: project, env }, (_, __, errors) =>
      resolve({ code: child.exitCode ?? -1, errors }),
    )
  })
}

test('each variable that is wrong is told on its line, and the server ends with 1', async () => {
  const { code, errors } = await check({ REPLICAS: '0', DATABASE_CONNECTIONS: 'many' })
  assert.equal(code, 1)
  assert.equal(
    errors,
    `Error: DATABASE_CONNECTIONS is wrong. It takes a whole number
Error: REPLICAS is wrong. It takes a whole number from 1 on
`,
  )
})

test('a wrong DATABASE_URL is not shown, as it may have a password', async () => {
  const { code, errors } = await check({ DATABASE_URL: 'mysql://user:geheim@host/app' })
  assert.deepEqual(
    [code, errors],
    [1, 'Error: DATABASE_URL is wrong. It takes postgres://user:password@host:5432/database\n'],
  )
})

test('to check the settings no database is needed, and none is made', async () => {
  const { code, errors } = await check({ DATABASE_URL: 'postgresql://user:geheim@127.0.0.1:1/app' })
  assert.deepEqual([code, errors], [0, ''])
})
