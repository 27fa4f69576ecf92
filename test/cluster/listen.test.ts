import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
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
import type { Address } from '../../src/cluster/address.ts'
import { Failure } from '../../src/cluster/failure.ts'
import { bindSocket, closeSocket, listenOn, socketModes } from '../../src/cluster/listen.ts'
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

/** A path for a Unix socket, in a folder of its own. */
function socketPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'listen-')), 'api.sock')
}

test('a socket that nobody serves any more makes room for the next one', async () => {
  const path = socketPath()
  await bindSocket({ path })
  assert.ok(await bindSocket({ path }))
})

test('everybody may connect to a Unix socket, or its owner alone', async () => {
  for (const mode of [undefined, socketModes.owner]) {
    const path = socketPath()
    await bindSocket({ path }, mode)
    assert.equal(lstatSync(path).mode & 0o777, mode ?? 0o777)
  }
})

test('a Unix socket is gone when the server has closed it, and so is one whose file is gone already', async () => {
  for (const isGone of [false, true]) {
    const path = socketPath()
    const handle = await bindSocket({ path })
    assert.ok(handle)
    if (isGone) unlinkSync(path)
    closeSocket({ path }, handle)
    assert.equal(existsSync(path), false)
  }
})

const unusable: [what: string, address: () => Address, says: RegExp][] = [
  [
    'an address of another machine',
    () => ({ host: '192.0.2.1', port: 0 }),
    /: this machine has no such address\..* \(EADDRNOTAVAIL\)\.$/,
  ],
  [
    'a descriptor that is not open',
    () => ({ fd: 900 }),
    /^Cannot listen: fd:\/\/900: no socket can be listened on there \(EINVAL\)\.$/,
  ],
  [
    'a descriptor of a file',
    () => ({ fd: openSync('/dev/null', 'r') }),
    /^Cannot listen: fd:\/\/\d+: .* \(E\w+\)\.$/,
  ],
  [
    'a folder that is not there',
    () => ({ path: '/nowhere/api.sock' }),
    /^Cannot listen: unix:\/nowhere\/api\.sock: .* \(E\w+\)\.$/,
  ],
]
for (const [what, address, says] of unusable) {
  test(`${what} is refused with the reason`, async () => {
    await assert.rejects(bindSocket(address()), error => {
      assert.ok(error instanceof Failure && error.exitCode === 1)
      assert.match(error.message, says)
      return true
    })
  })
}

test('who listens on a port already is named', async () => {
  const other = hello()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const says = new RegExp(
    `^Failure: Connection in use: http://127.0.0.1:${port}: .* \\(pid ${process.pid}\\) listens there\\. Stop it`,
  )
  await assert.rejects(bindSocket({ host: '127.0.0.1', port }), says)
  await assert.rejects(listenOn(hello(), { host: '127.0.0.1', port }, undefined, 128), says)
  other.close()
})

test('who listens on a Unix socket already is another program', async () => {
  const path = socketPath()
  const other = hello()
  await new Promise<void>(resolve => other.listen(path, resolve))
  await assert.rejects(bindSocket({ path }), /: another program listens there/)
  other.close()
})
