/** The commonest mistake with Docker: a server that listens on 127.0.0.1 inside its container, behind a published port. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { runClient } from '../client/run-client.ts'

const image = process.env.NODE_IMAGE ?? 'node:26-trixie-slim'

async function docker(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('docker', args)
  return stdout.trim()
}

/** Publishes a server that listens on `address` inside a container, and returns the host and port to call. */
async function publish(t: TestContext, address: string): Promise<string> {
  const script = `require('http').createServer((q, r) => r.end('{"name":"Ada"}')).listen(5000, '${address}')`
  const container = await docker(
    'run',
    '--detach',
    '--init',
    '--publish',
    '127.0.0.1::5000',
    image,
    'node',
    '-e',
    script,
  )
  t.after(() => docker('rm', '--force', container))
  return docker('port', container, '5000')
}

test('a server that listens on 127.0.0.1 inside its container is told from one that is down', async t => {
  const { code, stdout } = await runClient([await publish(t, '127.0.0.1')])
  assert.equal(code, 3)
  assert.match(stdout, /connection closed without an answer/)
  assert.match(stdout, /hint: .*0\.0\.0\.0/)
})

test('--wait does not take the published port alone for a server', async t => {
  const { code } = await runClient([await publish(t, '127.0.0.1'), '--wait=2'])
  assert.equal(code, 3)
})

test('the same server on 0.0.0.0 answers', async t => {
  const { code, stdout } = await runClient([await publish(t, '0.0.0.0'), '--wait=30', '--only', '/name'])
  assert.equal(code, 0, stdout)
})
