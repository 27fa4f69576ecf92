/** Connections on a server of Node's own; with the server around it, it is in keep-alive.test.ts. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerOn, countConnections } from '../../../src/cluster/worker/connections.ts'
import { until } from '../wait.ts'
import { exchange, open, request, serveByHand } from './by-hand.ts'

const isKept = (answer: string) => /\r\nConnection: keep-alive\r\n/.test(answer)

test('as many connections as are to be released end with their next answer', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const sockets = [await open(port), await open(port), await open(port)]
  connections.toRelease = 2
  const kept: boolean[] = []
  for (const socket of sockets) kept.push(isKept(await exchange(socket, nextRequest)))
  assert.deepEqual(kept, [false, false, true])
})

test('a connection that its client ends anyway is none of those to be released', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const [ending, other] = [await open(port), await open(port)]
  connections.toRelease = 1
  ending.write(request.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))
  await nextRequest()
  assert.equal(connections.toRelease, 1)
  assert.equal(isKept(await exchange(other, nextRequest)), false)
})

test('a connection on which a request waits is released after that', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const socket = await open(port)
  socket.write(request + request + request)
  const first = await nextRequest()
  connections.toRelease = 1
  let text = ''
  socket.on('data', (piece: string) => {
    text += piece
  })
  first.end()
  for (let answers = 0; answers < 2; answers += 1) (await nextRequest()).end()
  await once(socket, 'end')
  assert.deepEqual(text.match(/^Connection: .*/gm), [
    'Connection: keep-alive',
    'Connection: keep-alive',
    'Connection: close',
  ])
})

test('connections that end by themselves count as released', async t => {
  const { connections, port } = await serveByHand(t)
  const [first] = [await open(port), await open(port)]
  await until('both', () => connections.open.size === 2)
  connections.toRelease = 2
  first?.destroy()
  await until('the end of one', () => connections.open.size === 1)
  assert.equal(connections.toRelease, 1)
})

test('connections are counted, requests, and those of them that are being answered', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const [idle, busy] = [await open(port), await open(port)]
  await exchange(idle, nextRequest)
  busy.write(request)
  const response = await nextRequest()
  assert.deepEqual(countConnections(connections), { requests: 2, open: 2, inFlight: 1 })
  const [first, second] = connections.open.items()
  assert.deepEqual(
    [first, second].map(socket => socket && answerOn(connections, socket)),
    [undefined, response],
  )
})

/** Whether a connection is still there after its time was up, at the end of a turn in which this has happened. */
async function isThereAfter(t: TestContext, happens: (by: Awaited<ReturnType<typeof asked>>) => void) {
  const by = await asked(t)
  await sleep(1)
  happens(by)
  by.server.emit('timeout', by.response.socket)
  await sleep(20)
  return !by.response.socket?.destroyed
}

/** A connection with a request. */
async function asked(t: TestContext) {
  const by = await serveByHand(t)
  const client = await open(by.port)
  client.on('error', () => {}).write(request)
  return { ...by, client, response: await by.nextRequest() }
}

test('a connection whose time is up is dropped, unless the app says what follows or more has come of it', async t => {
  assert.equal(await isThereAfter(t, () => {}), false)
  assert.equal(await isThereAfter(t, ({ response }) => response.on('timeout', () => {})), true)
  assert.equal(await isThereAfter(t, ({ response }) => response.req.on('timeout', () => {})), true)
  assert.equal(await isThereAfter(t, ({ client }) => client.write(request)), true)
})

test('an idle connection whose time is up is dropped', async t => {
  const { connections, server, port, nextRequest } = await serveByHand(t)
  const client = await open(port)
  await exchange(client, nextRequest)
  const [socket] = connections.open.items()
  server.emit('timeout', socket)
  await once(client.resume(), 'close')
})
