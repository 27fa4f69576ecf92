/** Python's own library as the measure. Needs Debian's python3-requests: apt-get install python3-requests. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { startApi } from '../api/start.ts'
import { ofThePage, pythonProgram, rows, servePage } from '../client/requests/page.ts'

/** Runs a program and gives its output by lines; fails if it fails. */
async function linesOf(program: string, args: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(program, args, { env: { PATH: process.env.PATH } })
  return stdout.trimEnd().split('\n')
}

const python = '/usr/bin/python3'

test("the lecture's client prints the same in Python and in TypeScript", { timeout: 120_000 }, async t => {
  const api = await startApi(t, 'test/http/lecture.ts:app')
  const inPython = await linesOf(python, ['test/interop/client.py', api])
  assert.deepEqual(
    inPython,
    await linesOf(process.execPath, ['--import', 'tsx', 'test/interop/client.ts', api]),
  )
  assert.deepEqual(inPython, [
    '200 {"name":"Ada Lovelace"}',
    '200 {"message":"Hello there, Grace Hopper"}',
    '200 {"distance":3.605551275463989,"a":[2,4],"b":[5,6]}',
    '200 {"distance":0.5,"a":[0,0],"b":[0.3,0.4]}',
  ])
})

test('every line of Python in docs/requests.md gives the value beside it', ofThePage, async t => {
  const values = await linesOf(python, ['-c', pythonProgram(await servePage(t))])
  assert.equal(values.length, rows.length)
  for (const [index, row] of rows.entries()) {
    await t.test(row.python, () => assert.deepEqual(JSON.parse(values[index] ?? ''), row.value))
  }
})
