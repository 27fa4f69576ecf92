import assert from 'node:assert/strict'
import { existsSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Failure } from '../../src/cluster/failure.ts'
import { bindSocket, listenOn } from '../../src/cluster/listen.ts'
import { get } from './faults/load.ts'

const anyPort = { host: '127.0.0.1', port: 0 }

function hello() {
  return createServer((_request, response) => response.end('hello'))
}

test('a bound socket does not accept, and accepts once a server listens on it', async () => {
  const handle = await bindSocket(anyPort)
  const name: { port?: number } = {}
  handle?.getsockname?.(name)
  const port = name.port ?? 0
  assert.equal((await get({ port })).outcome, 'refused')

  const server = hello()
  await listenOn(server, anyPort, handle, 128)
  assert.equal((await get({ port })).body, 'hello')
  server.close()
})

test('a Unix socket is served, and its file is removed when its handle is closed', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'listen-')), 'api.sock')
  const handle = await bindSocket({ path })
  const server = hello()
  await listenOn(server, { path }, handle, 128)
  assert.equal((await get({ port: 0, socketPath: path })).body, 'hello')
  server.close()
  await new Promise(resolve => server.once('close', resolve))
  assert.equal(existsSync(path), false)
})

test('a Unix socket that somebody serves is left alone', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'listen-')), 'api.sock')
  const other = hello()
  await new Promise<void>(resolve => other.listen(path, resolve))
  await assert.rejects(bindSocket({ path }), /Connection in use/)
  assert.equal((await get({ port: 0, socketPath: path })).body, 'hello')
  other.close()
})

test('an address in use is noticed at once, although nobody listens yet', async () => {
  const other = hello()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  await assert.rejects(
    bindSocket({ host: '127.0.0.1', port }),
    error => error instanceof Failure && error.exitCode === 1 && /Connection in use/.test(error.message),
  )
  other.close()
})

test('where Node cannot make a socket that does not accept, a server listens by address', async () => {
  const handle = await bindSocket(anyPort, null)
  assert.equal(handle, undefined)
  const server = hello()
  await listenOn(server, anyPort, handle, 128)
  const { port } = server.address() as AddressInfo
  assert.equal((await get({ port })).body, 'hello')
  server.close()
})
