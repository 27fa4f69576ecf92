/** The commonest mistake with Docker: a server that listens on 127.0.0.1 inside its container, behind a published port. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { runClient } from '../client/run-client.ts'
import { succeed } from './docker.ts'

const image = process.env.NODE_IMAGE ?? 'node:26-trixie-slim'

/** Publishes a server that listens on `address` inside a container, and returns the host and port to call. */
async function publish(t: TestContext, address: string): Promise<string> {
  const script = `require('http').createServer((request, response) => {
    if (request.url !== '/name') response.statusCode = 404
    response.end('{"name":"Ada"}')
  }).listen(5000, '${address}')`
  const flags = ['--detach', '--init', '--publish', '127.0.0.1::5000']
  const container = (await succeed(['run', ...flags, image, 'node', '-e', script])).trim()
  t.after(() => succeed(['rm', '--force', container]))
  return (await succeed(['port', container, '5000'])).trim()
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
