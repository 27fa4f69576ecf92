import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { freePort } from '../cluster/wait.ts'
import { serveLecture } from './lecture-server.ts'
import { runClient } from './run-client.ts'
import { listen, serve } from './servers.ts'

describe('the command line', { concurrency: 3 }, () => {
  test('right answers end with 0, and everything is on stdout', async t => {
    const { code, stdout, stderr } = await runClient([await serveLecture(t)])
    assert.equal(code, 0)
    assert.match(stdout, /5 calls: 4 ok, 1 optional · \d+ ms\n$/)
    assert.equal(stderr, '')
  })

  test('a wrong answer ends with 1', async t => {
    const host = await serveLecture(t, { 'GET /name': () => ({ nom: 'Ada' }) })
    const { code, stdout } = await runClient(['--host', host])
    assert.equal(code, 1)
    assert.match(stdout, /✗ GET \/name.*\n {2}\{"nom":"Ada"\}\n {2}name is missing in \{"nom":"Ada"\}\n/)
  })

  for (const args of [['--nonsense'], ['ftp://vcm-1'], ['--spec', 'no-such-file.json']]) {
    test(`${args.join(' ')} ends with 2, and says why on stderr alone`, async () => {
      const { code, stdout, stderr } = await runClient(args)
      assert.deepEqual({ code, stdout }, { code: 2, stdout: '' })
      assert.match(stderr, /^.{10,}\n\(--help lists the flags\)\n$/)
    })
  }

  test('a port on which nothing listens ends with 3, and says what to do', async () => {
    const { code, stdout } = await runClient([`:${await freePort()}`])
    assert.equal(code, 3)
    assert.match(stdout, /connection refused by localhost:\d+\n {2}hint: .{20,}\n0 of 5 calls made\n$/)
    assert.doesNotMatch(stdout, /fetch failed/)
  })

  test('a connection that is closed without an answer ends with 3, and not with silence', async t => {
    const port = await listen(
      t,
      createServer(socket => socket.destroy()),
    )
    const { code, stdout } = await runClient([`127.0.0.1:${port}`])
    assert.equal(code, 3)
    assert.match(stdout, /connection closed without an answer/)
  })

  test('CLIENT_HOST names the host', async t => {
    const { code } = await runClient([], { env: { CLIENT_HOST: await serveLecture(t) } })
    assert.equal(code, 0)
  })

  test('--json is one object a line, and nothing else', async t => {
    const { code, stdout } = await runClient([await serveLecture(t), '--json'])
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    assert.equal(code, 0)
    assert.deepEqual(
      lines.map(({ call }) => call),
      ['GET /', 'GET /name', 'GET /hello', 'POST /distance', 'POST /distance', undefined],
    )
    assert.equal(lines.at(-1).summary.ok, 4)
  })

  test('a reader that closes the pipe early ends it quietly', async t => {
    const host = await serveLecture(t)
    const pipeline = `"$0" client/start.js ${host} --json | head -1`
    const child = spawn('/bin/sh', ['-c', pipeline, process.execPath])
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
    assert.equal(JSON.parse(stdout).call, 'GET /')
    assert.equal(stderr, '')
  })

  test('Ctrl-C ends with 130, even while a server hangs', async t => {
    const requests = new EventEmitter()
    const host = await serve(t, () => requests.emit('arrived'))
    const child = spawn(process.execPath, ['client/start.js', host], { stdio: 'ignore' })
    await once(requests, 'arrived')
    child.kill('SIGINT')
    const [code] = await once(child, 'exit')
    assert.equal(code, 130)
  })

  test('npm hands a positional host through', async t => {
    const child = spawn('npm', ['run', '--silent', 'client', await serveLecture(t)], { stdio: 'ignore' })
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })

  test('--timeout bounds a call that gets no answer', async t => {
    const { code, stdout } = await runClient([await serve(t, () => {}), '--timeout', '1'])
    assert.equal(code, 3)
    assert.match(stdout, /no answer within 1 s/)
  })

  test('colour is not for pipes, unless it is forced', async t => {
    const host = await serveLecture(t)
    const [plain, coloured] = await Promise.all([
      runClient([host]),
      runClient([host], { env: { FORCE_COLOR: '1' } }),
    ])
    assert.equal(plain.stdout.includes('\u001b['), false)
    assert.equal(coloured.stdout.includes('\u001b[32m✓'), true)
  })
})
