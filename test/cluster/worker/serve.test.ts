import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

test('the log says what gunicorn says, in the order in which it happens', async () => {
  await serving({}, async server => {
    const phrases = server.log.map(({ msg }) => msg.replaceAll(/\d+/g, 'N'))
    assert.match(phrases[0] ?? '', /^Starting .*app\.js \(Node N\.N\.N\)$/)
    assert.ok(phrases.includes('Booting worker with pid: N'))
    assert.equal(phrases.at(-1), 'Listening at: http://N.N.N.N:N (N)')
  })
})

test('the app gets its settings as environment variables', async () => {
  const flags = ['--no-access-log', '--log-level', 'warning', '--forwarded-allow-ips', '10.0.0.1']
  await serving({ flags }, async ({ port }) => {
    const { settings } = JSON.parse((await get({ port })).body)
    assert.deepEqual(settings, { LOG_LEVEL: 'warn', ACCESS_LOG: '0', FORWARDED_ALLOW_IPS: '10.0.0.1' })
  })
})

test('with --served-by an answer says which worker of which process gave it, and without it does not', async () => {
  await serving({ env: { SERVED_BY: '1' } }, async server => {
    const [pid] = await server.workers()
    assert.equal((await getKeepAlive(server.port)).headers['x-served-by'], `worker 1 (pid ${pid})`)
  })
  await serving({}, async ({ port }) => {
    assert.equal('x-served-by' in (await getKeepAlive(port)).headers, false)
  })
})

test('the app may bring its own HTTP classes', async () => {
  await serving({}, async ({ port }) => {
    assert.equal(JSON.parse((await get({ port })).body).mark, 'made by the app')
  })
})

test('port 0 is a free port, which the log shows', async () => {
  await serving({ bind: ['127.0.0.1:0'] }, async server => {
    const { msg } = await server.logged(/^Listening at/)
    const port = Number(/:(\d+) /.exec(msg)?.[1])
    assert.equal((await get({ port })).status, 200)
  })
})

test('an answer says how long the connection is kept', async () => {
  await serving({ flags: ['--keep-alive', '7'] }, async ({ port }) => {
    assert.equal((await getKeepAlive(port)).headers['keep-alive'], 'timeout=7')
  })
})

test('with --keep-alive 0 no connection is kept', async () => {
  await serving({ flags: ['--keep-alive', '0'] }, async ({ port }) => {
    assert.equal((await getKeepAlive(port)).headers.connection, 'close')
  })
})

test('requests over the limits are refused: 414 for the line, 431 for the fields and the whole header', async () => {
  const flags = [
    '--limit-request-line',
    '100',
    '--limit-request-fields',
    '5',
    '--limit-request-field_size',
    '2000',
  ]
  await serving({ flags }, async ({ port }) => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`x-${i}`, 'y']))
    assert.equal((await getKeepAlive(port, `/${'a'.repeat(86)}`)).statusCode, 200)
    assert.equal((await getKeepAlive(port, `/${'a'.repeat(87)}`)).statusCode, 414)
    assert.equal((await getKeepAlive(port, '/', fields(3))).statusCode, 200)
    assert.equal((await getKeepAlive(port, '/', fields(4))).statusCode, 431)
    assert.equal((await getKeepAlive(port, '/', { x: 'y'.repeat(2000) })).statusCode, 431)
  })
})

test('a handler that throws ends its worker with a stack in the log, and a new worker serves', async () => {
  await serving({}, async server => {
    const [before] = await server.workers()
    const { outcome } = await get({ port: server.port, path: '/throw' })
    assert.equal(outcome, 'reset')
    const { err } = await server.logged(/^Exception in worker process/)
    assert.match((err as Error).stack ?? '', /thrown by a handler\n +at .*fixtures\/app\.js/)
    assert.notEqual(JSON.parse((await get(server)).body).pid, before)
  })
})

test('what an error that ends a worker knows of passwords is written nowhere', async () => {
  await serving({}, async server => {
    await get({ port: server.port, path: '/throw' })
    const { err } = await server.logged(/^Exception in worker process/)
    await server.logged(/exited with code 1$/)
    const { headers } = (err as { config: { headers: object } }).config
    assert.deepEqual(headers, { Authorization: '[Redacted]', accept: 'text/plain' })
    assert.doesNotMatch(server.errors() + server.garbled.join('\n'), /hunter2/)
  })
})

test('a worker is replaced after --max-requests, successor first', async () => {
  await serving({ flags: ['--max-requests', '3'] }, async server => {
    const [before] = await server.workers()
    for (let i = 0; i < 3; i += 1) assert.equal((await get(server)).status, 200)
    await server.logged(/^Autorestarting worker after current request/)
    await until('another worker', async () => (await server.workers()).every(pid => pid !== before))
    assert.equal((await get(server)).status, 200)
  })
})

test('a worker whose event loop is stuck is killed and replaced, and the log names the function', async () => {
  await serving({ workers: 2, flags: ['--timeout', '2'] }, async server => {
    get({ port: server.port, path: '/hang' })
    const { stack } = await server.logged(/^WORKER TIMEOUT \(pid:\d+\)/)
    assert.match(
      String(stack),
      typeof WebSocket === 'undefined' ? /Node 22 or later/ : /^spinForEver .*app\.js/,
    )
    await until('two workers', async () => (await server.workers()).length === 2)
  })
})

test('a socket file is removed when the server ends', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'unix-')), 'api.sock')
  await serving({ bind: [`unix:${path}`] }, async server => {
    assert.equal((await get({ port: 0, socketPath: path })).status, 200)
    server.signal('SIGTERM')
    await server.exited
    assert.equal(existsSync(path), false)
  })
})

test('the pid file holds the process id of the supervisor, and is removed when it ends', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'pid-')), 'server.pid')
  await serving({ flags: ['--pid', path] }, async server => {
    assert.equal(readFileSync(path, 'utf8'), `${server.pid}\n`)
    server.signal('SIGTERM')
    await server.exited
    assert.equal(existsSync(path), false)
  })
})

/** A request that offers to keep the connection. */
function getKeepAlive(port: number, path = '/', headers: Record<string, string> = {}) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, path, agent: false, headers: { connection: 'keep-alive', ...headers } }, response => {
      response.resume().on('end', () => resolve(response))
      response.socket.unref()
    })
      .on('error', reject)
      .end()
  })
}
