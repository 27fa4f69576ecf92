/** Clients that take their time: over the header, over the body, or without an end. */
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectionOf } from '../cluster/faults/connection.ts'
import { type Answer, type Call, classify, type Outcome } from '../cluster/faults/load.ts'

const pieces = 8

/** Milliseconds between two pieces. */
const pause = 250

/** Sends the header of a request in pieces, over two seconds. */
export function slowHeader(call: Call): Promise<Answer> {
  return send(call, [...cut(headOf(call)), call.body ?? ''])
}

/** Sends the header at once, and the body in pieces, over two seconds. */
export function slowBody(call: Call): Promise<Answer> {
  return send(call, [headOf(call), ...cut(call.body ?? '')])
}

/**
 * Sends a header that never ends, which is right to be cut off.
 * @param limit milliseconds after which it should have been
 */
export async function endlessHeader({ port }: Call, limit: number): Promise<Answer> {
  const drip = Array.from({ length: limit / pause }, (_, i) => `X-${i}: y\r\n`)
  const answer = await send({ port }, ['GET / HTTP/1.1\r\nHost: soak\r\n', ...drip])
  return { ...answer, outcome: answer.milliseconds < limit ? 'ok' : 'timeout' }
}

function headOf({ method = 'GET', path = '/', headers = {}, body }: Call): string {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const fields = Object.entries({ host: 'soak', connection: 'close', ...headers, ...length })
  return `${method} ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

function cut(text: string): string[] {
  const size = Math.ceil(text.length / pieces)
  return Array.from({ length: pieces }, (_, i) => text.slice(i * size, (i + 1) * size))
}

/** Sends texts with pauses between them, and waits until the server closes the connection. */
async function send({ port, expected = 200, timeout = 10_000 }: Call, texts: string[]): Promise<Answer> {
  const started = performance.now()
  const socket = connect({ port, host: '127.0.0.1' })
  const connection = connectionOf(socket)
  let body = ''
  let broken: Outcome | undefined
  socket.setEncoding('utf8').on('data', (text: string) => {
    body += text
  })
  socket.on('error', error => {
    broken = classify(error)
  })
  const closed = new Promise(resolve => socket.on('close', resolve))
  for (const text of texts) {
    if (!socket.writable) break
    socket.write(text)
    await Promise.race([sleep(pause), closed])
  }
  const isClosed = await Promise.race([closed.then(() => true), sleep(timeout, false)])
  socket.destroy()
  const status = Number(/^HTTP\/1\.1 (\d+) /.exec(body)?.[1])
  const outcome = isClosed ? (broken ?? outcomeOf(status, expected)) : 'timeout'
  const milliseconds = performance.now() - started
  return { outcome, ...(status && { status }), body, headers: {}, milliseconds, connection }
}

function outcomeOf(status: number, expected: number): Outcome {
  if (status === expected) return 'ok'
  return status ? 'wrong status' : 'reset'
}
