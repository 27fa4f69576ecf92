import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from '../server.ts'
import { describe, failures, startLoad } from './load.ts'
import { fixture } from './ours.ts'
import { timeLimit } from './pace.ts'

test('T20 slowloris: 200 clients that never end their header are cut off in time, and others notice nothing', async t => {
  const server = await startServer({ app: fixture('app'), flags: ['--headers-timeout', '2'] })
  try {
    const limit = await timeLimit(1500, 2000)
    const load = startLoad(server)
    const lives = await Promise.all(Array.from({ length: 200 }, () => lifeOfSlowloris(server.port)))
    const tally = await load.stop()
    const allowed = await limit()
    const longest = Math.round(Math.max(...lives))
    t.diagnostic(`T20 slowloris: the longest lived ${longest} ms of ${allowed}; ${describe(tally)}`)
    assert.equal(failures(tally), 0, describe(tally))
    assert.ok(longest < allowed, `one lived ${longest} ms of ${allowed}`)
  } finally {
    await server.stop()
  }
})

test('T20 slowloris: clients of a worker that has all the traffic are cut off in time too', async t => {
  const flags = ['--headers-timeout', '2']
  const server = await startServer({ app: fixture('app'), workers: 2, flags })
  try {
    const limit = await timeLimit(1500, 2000)
    const load = startLoad(server, { count: 1, keepAlive: true })
    const lives = await Promise.all(Array.from({ length: 20 }, () => lifeOfSlowloris(server.port)))
    await load.stop()
    const allowed = await limit()
    const longest = Math.round(Math.max(...lives))
    t.diagnostic(`T20 slowloris, one busy worker: the longest lived ${longest} ms of ${allowed}`)
    assert.ok(longest < allowed, `one lived ${longest} ms of ${allowed}`)
  } finally {
    await server.stop()
  }
})

// Each waits for a timeout of its own server, and does nothing meanwhile.
suite('T21', { concurrency: true }, () => {
  test('T21 slow body: a client that stops in the middle of its body gets 408', async () => {
    await serving(async port => {
      const socket = await open(
        port,
        'POST /upload HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\nthe beginning',
      )
      assert.match(await rest(socket), /^HTTP\/1\.1 408 /)
    })
  })

  test('T21 silent connect: a client that says nothing gets 408', async () => {
    await serving(async port => {
      const socket = await open(port)
      assert.match(await rest(socket), /^HTTP\/1\.1 408 /)
    })
  })

  test('T21 idle keep-alive: a connection is closed when the advertised time and its buffer are over', async t => {
    await serving(async port => {
      const socket = await open(port, 'GET / HTTP/1.1\r\nHost: test\r\n\r\n')
      const [answer] = await once(socket, 'data')
      assert.match(String(answer), /keep-alive: timeout=2/i)
      const answered = performance.now()
      await rest(socket)
      const milliseconds = Math.round(performance.now() - answered)
      t.diagnostic(`T21 idle keep-alive: closed ${milliseconds} ms after the answer`)
      // Node's buffer is 1 s, and it looks once a second.
      assert.ok(milliseconds >= 1900 && milliseconds <= 4500, `${milliseconds} ms`)
    })
  })
})

async function serving(body: (port: number) => Promise<void>): Promise<void> {
  const flags = ['--headers-timeout', '1', '--request-timeout', '2', '--keep-alive', '2']
  const server = await startServer({ app: fixture('app'), workers: 1, flags })
  try {
    await body(server.port)
  } finally {
    await server.stop()
  }
}

/** Connects, and sends a header byte by byte that never ends. Resolves with the milliseconds until the server closes. */
async function lifeOfSlowloris(port: number): Promise<number> {
  const socket = await open(port, 'GET / HTTP/1.1\r\nHost: test\r\nX-Slow: ')
  const opened = performance.now()
  const drip = setInterval(() => socket.write('.'), 250)
  await Promise.race([rest(socket), sleep(20_000)])
  clearInterval(drip)
  socket.destroy()
  return performance.now() - opened
}

async function open(port: number, text = ''): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.setEncoding('utf8')
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** All that the server still sends, once it has closed the connection. */
async function rest(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', chunk => {
    text += chunk
  })
  // A drip that meets a closed connection is answered by a reset.
  socket.on('error', () => {})
  await new Promise(resolve => socket.on('close', resolve))
  return text
}
