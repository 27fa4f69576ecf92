/** What becomes of a worker's inspector port at which something else answers. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { test } from 'node:test'
import { hangStack } from '../../src/cluster/hang-stack.ts'

/** What comes of the WebSocket of an inspector: a message, nothing, or no WebSocket. */
type WhatComes = { message: string } | 'nothing' | 'its end'

/** What is said of a process whose inspector's port is held by a server that answers so. */
async function stackBy(answer: RequestListener, comes: WhatComes = 'nothing'): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const upgraded: Duplex[] = []
  server.on('upgrade', (request, socket) => {
    upgraded.push(socket)
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
    const accept = createHash('sha1').update(key).digest('base64')
    socket.on('error', () => {})
    if (comes === 'its end') return void socket.destroy()
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    if (comes === 'nothing') return
    const text = Buffer.from(comes.message)
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]))
  })
  const { port } = server.address() as AddressInfo
  const hung = spawn('sleep', ['60'])
  try {
    return await hangStack(hung.pid ?? 0, port)
  } finally {
    hung.kill('SIGKILL')
    for (const socket of upgraded) socket.destroy()
    server.closeAllConnections()
    server.close()
  }
}

function listOf(path: (port: number) => unknown): RequestListener {
  return (request, response) => {
    const { port } = request.socket.address() as AddressInfo
    response.end(JSON.stringify([path(port)]))
  }
}

for (const answer of ['', 'x', 'null', '{}', '{"result":{"result":{"value":7}}}']) {
  test(`an inspector that says ${answer || 'nothing'} gives no stack, and ends nobody`, async () => {
    const list = listOf(port => ({ webSocketDebuggerUrl: `ws://127.0.0.1:${port}/a` }))
    assert.match(await stackBy(list, { message: answer }), /^no stack: /)
  })
}

const canAsk = { skip: !('WebSocket' in globalThis) && 'it takes Node 22 or later' }
for (const comes of ['nothing', 'its end'] as const) {
  test(`an inspector of which comes ${comes} is not waited for`, canAsk, async () => {
    const list = listOf(port => ({ webSocketDebuggerUrl: `ws://127.0.0.1:${port}/a` }))
    assert.match(await stackBy(list, comes), /^no stack: its inspector /)
  })
}

const strangeLists: Record<string, RequestListener> = {
  null: listOf(() => null),
  number: listOf(() => 7),
  'no address': listOf(() => ({})),
  'address that is none': listOf(() => ({ webSocketDebuggerUrl: 7 })),
  'address elsewhere': listOf(() => ({ webSocketDebuggerUrl: 'ws://192.0.2.1/a' })),
  'no end': (_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', more)
    response.on('error', () => {})
    more()
  },
}

test('of a list that is none no address is followed, and there is no stack', async () => {
  const stacks = await Promise.all(Object.values(strangeLists).map(list => stackBy(list)))
  for (const stack of stacks) assert.match(stack, /^no stack: /)
})

const elsewhere: Record<string, (port: number) => RequestListener> = {
  'an address at another port of this machine': port =>
    listOf(() => ({ webSocketDebuggerUrl: `ws://127.0.0.1:${port}/a` })),
  'a redirection to another port': port => (_request, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${port}/json/list` }).end()
  },
}
for (const [what, answerAt] of Object.entries(elsewhere)) {
  test(`${what} is not followed`, async () => {
    let connections = 0
    const other = createServer().listen(0, '127.0.0.1')
    other.on('connection', () => {
      connections += 1
    })
    await once(other, 'listening')
    await stackBy(answerAt((other.address() as AddressInfo).port))
    other.closeAllConnections()
    other.close()
    assert.equal(connections, 0)
  })
}
