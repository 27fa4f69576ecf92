import './quiet.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Express } from 'express'
import supertest from 'supertest'
import { createApp } from '../../src/http/app.ts'

/** An app that was made under FORWARDED_ALLOW_IPS, and tells what it takes for its caller. */
function appTrusting(addresses: string | undefined): Express {
  if (addresses === undefined) delete process.env.FORWARDED_ALLOW_IPS
  else process.env.FORWARDED_ALLOW_IPS = addresses
  try {
    const app = createApp()
    app.get('/', (req, res) => void res.json({ ip: req.ip, protocol: req.protocol, host: req.hostname }))
    return app
  } finally {
    delete process.env.FORWARDED_ALLOW_IPS
  }
}

/** Whom the app takes for its caller, when a proxy on this machine says 203.0.113.7 over https. */
async function callerOf(app: Express): Promise<unknown> {
  const { body } = await supertest(app).get('/').set({
    Host: 'here',
    'X-Forwarded-For': '203.0.113.7',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Host': 'there',
  })
  return { ...body, ip: body.ip.replace('::ffff:', '') }
}

const proxied = { ip: '203.0.113.7', protocol: 'https', host: 'there' }
const direct = { ip: '127.0.0.1', protocol: 'http', host: 'here' }

for (const addresses of [undefined, '', '10.0.0.1', '10.0.0.0/8, 192.168.0.1']) {
  test(`FORWARDED_ALLOW_IPS=${addresses ?? ' (unset)'} does not believe a proxy at 127.0.0.1`, async () => {
    assert.deepEqual(await callerOf(appTrusting(addresses)), direct)
  })
}

for (const addresses of ['*', '127.0.0.1', '10.0.0.1, 127.0.0.1', '127.0.0.0/8', ' 127.0.0.1 ,']) {
  test(`FORWARDED_ALLOW_IPS=${addresses} believes a proxy at 127.0.0.1`, async () => {
    assert.deepEqual(await callerOf(appTrusting(addresses)), proxied)
  })
}

test('an address that a trusted proxy only passed on is not believed', async () => {
  const { body } = await supertest(appTrusting('127.0.0.1'))
    .get('/')
    .set('X-Forwarded-For', '198.51.100.1, 203.0.113.7')
  assert.equal(body.ip, '203.0.113.7')
})

for (const word of ['proxy', 'Unix', 'unix:/run/api.sock', '10.0.0.0/99', 'none']) {
  test(`FORWARDED_ALLOW_IPS=127.0.0.1,${word} stops the program, which says what it takes`, () => {
    assert.throws(
      () => appTrusting(`127.0.0.1,${word}`),
      ({ message, exitCode }: Error & { exitCode?: number }) => {
        assert.ok(message.startsWith(`FORWARDED_ALLOW_IPS=127.0.0.1,${word}: invalid `), message)
        assert.match(
          message,
          /It takes addresses \(10\.0\.0\.7\), networks .*, unix for .*, or \* for everybody/,
        )
        return exitCode === 1
      },
    )
  })
}

/** Listens on a Unix socket until the test ends. */
async function listenOnUnixSocket(t: TestContext, server: Server): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'proxied-')), 'api.sock')
  server.listen(path)
  await once(server, 'listening')
  t.after(() => server.close())
  return path
}

/** Whom the app takes for its caller, when a proxy that connects to a Unix socket sends these headers. */
async function callerOverUnix(
  t: TestContext,
  app: Express,
  headers: Record<string, string>,
): Promise<Record<string, unknown>> {
  const socketPath = await listenOnUnixSocket(t, createServer(app))
  const asked = request({ socketPath, headers: { Host: 'here', Connection: 'close', ...headers } }).end()
  const [answer] = await once(asked, 'response')
  return JSON.parse((await answer.toArray()).join(''))
}

const forwarded = {
  'X-Forwarded-For': '203.0.113.7',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Host': 'there',
}

for (const addresses of ['unix', '10.0.0.1, unix', 'unix,127.0.0.1', '*', 'unix,*']) {
  test(`FORWARDED_ALLOW_IPS=${addresses} believes a proxy on a Unix socket`, async t => {
    assert.deepEqual(await callerOverUnix(t, appTrusting(addresses), forwarded), proxied)
  })
}

for (const addresses of [undefined, '127.0.0.1', '10.0.0.0/8']) {
  test(`FORWARDED_ALLOW_IPS=${addresses ?? ' (unset)'} does not believe a proxy on a Unix socket`, async t => {
    assert.deepEqual(await callerOverUnix(t, appTrusting(addresses), forwarded), {
      protocol: 'http',
      host: 'here',
    })
  })
}

test('FORWARDED_ALLOW_IPS=unix does not believe a proxy at 127.0.0.1', async () => {
  assert.deepEqual(await callerOf(appTrusting('unix')), direct)
})

test('of the addresses that a proxy on a Unix socket names, the last one counts that no proxy has', async t => {
  const headers = { 'X-Forwarded-For': '198.51.100.1, 203.0.113.7, 10.0.0.1' }
  assert.equal((await callerOverUnix(t, appTrusting('unix,10.0.0.1'), headers)).ip, '203.0.113.7')
})

test('nobody becomes a proxy on a Unix socket by saying so', async t => {
  const headers = { 'X-Forwarded-For': '198.51.100.1, unix' }
  assert.equal((await callerOverUnix(t, appTrusting('unix'), headers)).ip, 'unix')
})

/** What an app that trusts Unix sockets says of a caller over TCP that has hung up: before the app sees its request, or after. */
async function goneCaller(t: TestContext, isGoneAtOnce: boolean): Promise<string | undefined> {
  const app = appTrusting('unix')
  const server = createServer(app)
  const ip = new Promise<string | undefined>(resolve => {
    app.post('/', (req, res) => {
      if (isGoneAtOnce) resolve(req.ip)
      else res.on('close', () => resolve(req.ip))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())

  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const hangUp = () => socket.resetAndDestroy()
  if (isGoneAtOnce) {
    server.prependListener('request', req => {
      hangUp()
      // The kernel does not know the address any more.
      assert.equal(req.socket.remoteAddress, undefined)
    })
  } else {
    server.on('request', hangUp)
  }
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.7\r\nContent-Length: 1\r\n\r\n')
  return ip
}

for (const isGoneAtOnce of [true, false]) {
  test(`a caller over TCP that hangs up ${isGoneAtOnce ? 'before' : 'while'} it is answered is not taken for a proxy on a Unix socket`, async t => {
    assert.notEqual(await goneCaller(t, isGoneAtOnce), '203.0.113.7')
  })
}

test('a caller over TCP whose connection has ended before the app gets its request is not taken for one either', async t => {
  const app = appTrusting('unix')
  const ip = new Promise<string | undefined>(resolve => app.post('/', req => resolve(req.ip)))
  const server = createServer((req, res) => {
    req.socket.destroy()
    app(req, res)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  request({ host: '127.0.0.1', port, method: 'POST', headers: forwarded })
    .on('error', () => {})
    .end()
  assert.notEqual(await ip, '203.0.113.7')
})
