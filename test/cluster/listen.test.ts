import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Failure } from '../../src/cluster/failure.ts'
import { bindSocket, closeSocket, listenOn } from '../../src/cluster/listen.ts'
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

test('only a socket is ever removed: whatever else lies at the path stays, and is one clear error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'listen-'))
  const at = (name: string) => join(folder, name)
  writeFileSync(at('file'), 'kept')
  symlinkSync('file', at('link to a file'))
  symlinkSync('nothing', at('link to nothing'))
  mkdirSync(at('folder'))
  execFileSync('mkfifo', [at('pipe')])
  for (const name of ['file', 'link to a file', 'link to nothing', 'folder', 'pipe']) {
    const before = lstatSync(at(name)).ino
    await assert.rejects(
      bindSocket({ path: at(name) }),
      error => error instanceof Failure && error.exitCode === 1 && /no socket/.test(error.message),
    )
    assert.equal(lstatSync(at(name)).ino, before, name)
  }
})

test('a file that took the place of the socket meanwhile is still there when the server has closed it', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'listen-')), 'api.sock')
  const handle = await bindSocket({ path })
  assert.ok(handle)
  unlinkSync(path)
  writeFileSync(path, 'kept')
  closeSocket({ path }, handle)
  assert.equal(readFileSync(path, 'utf8'), 'kept')
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
  const handle = await bindSocket(anyPort, undefined, null)
  assert.equal(handle, undefined)
  const server = hello()
  await listenOn(server, anyPort, handle, 128)
  const { port } = server.address() as AddressInfo
  assert.equal((await get({ port })).body, 'hello')
  server.close()
})
