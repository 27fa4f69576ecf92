/** Crowds of clients that take a connection each and give little back. Each crowd is one function, to be ended by `leave`. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Crowd = {
  name: string
  size: number
  /** Milliseconds that the server has to be patient with one of them. */
  patience: number
  arrive(port: number): Promise<() => void>
}

const seconds = { header: 3, request: 4, keepAlive: 3, send: 4 }

export const flags = [
  ...['--headers-timeout', String(seconds.header)],
  ...['--request-timeout', String(seconds.request)],
  ...['--keep-alive', String(seconds.keepAlive)],
  ...['--send-timeout', String(seconds.send)],
]

/** More than the kernel keeps for a client that does not read. */
const wanted = 10

export const crowds: Crowd[] = [
  {
    name: 'half-open headers',
    size: 500,
    patience: seconds.header * 1000,
    arrive: port => dripping(port, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '),
  },
  {
    name: 'slow bodies',
    size: 500,
    patience: seconds.request * 1000,
    arrive: port =>
      dripping(
        port,
        'POST /distance HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n',
      ),
  },
  {
    name: 'idle connections',
    size: 500,
    patience: seconds.keepAlive * 1000,
    arrive: port => staying(port, 500, 'GET /name HTTP/1.1\r\nHost: x\r\n\r\n'),
  },
  {
    name: 'readers that never read',
    size: 30,
    patience: seconds.send * 1000,
    arrive: port =>
      staying(port, 30, 'GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(wanted), {
        reads: false,
      }),
  },
  { name: 'connections opened and dropped', size: 10_000, patience: 0, arrive: dropping },
]

async function dripping(port: number, beginning: string): Promise<() => void> {
  const sockets = await open(port, 500)
  for (const socket of sockets) socket.write(beginning)
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('1')
  }, 500)
  return () => {
    clearInterval(drip)
    for (const socket of sockets) socket.destroy()
  }
}

async function staying(
  port: number,
  size: number,
  bytes: string,
  { reads = true } = {},
): Promise<() => void> {
  const sockets = await open(port, size)
  for (const socket of sockets) {
    if (reads) socket.resume()
    socket.write(bytes)
  }
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

async function dropping(port: number): Promise<() => void> {
  for (let opened = 0; opened < 10_000; opened += 25) {
    for (const socket of await open(port, 25)) socket.resetAndDestroy()
    await sleep(10)
  }
  return () => {}
}

function open(port: number, count: number): Promise<Socket[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(port, '127.0.0.1').pause()
      // The server ends all of them sooner or later, some in the middle of a write.
      await once(socket, 'connect')
      socket.on('error', () => {})
      return socket
    }),
  )
}
