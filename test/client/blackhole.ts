import { connect, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** Listens with the shortest queue there is, and never comes back to accept. */
const listener = `
  const { parentPort } = require('node:worker_threads')
  const server = require('node:net').createServer().listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`

/**
 * The port of a machine that is switched off, on loopback: its listener's queue is full, and Linux answers no
 * further SYN. Gives `http://127.0.0.1:PORT`.
 */
export async function openBlackhole(t: TestContext): Promise<string> {
  const worker = new Worker(listener, { eval: true })
  const sockets: Socket[] = []
  t.after(async () => {
    for (const socket of sockets) socket.destroy()
    await worker.terminate()
  })
  const port = await new Promise<number>(resolve => worker.once('message', resolve))
  while (await connects(port, sockets)) {
    if (sockets.length > 100) throw new Error('the queue of the listener never fills')
  }
  return `http://127.0.0.1:${port}`
}

async function connects(port: number, sockets: Socket[]): Promise<boolean> {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  sockets.push(socket)
  const connected = new Promise<true>(resolve => socket.once('connect', () => resolve(true)))
  return Promise.race([connected, delay(1000, false)])
}
