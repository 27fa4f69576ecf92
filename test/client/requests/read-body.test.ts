import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { ReadableStream } from 'node:stream/web'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { startDeadline } from '../../../client/requests/deadline.ts'
import { readBody } from '../../../client/requests/read-body.ts'
import { BodyTooLarge, ConnectionError, requests } from '../../../client/requests.ts'
import { serve } from '../servers.ts'
import { madeUpResponse } from './made-up.ts'
import { serveBytes } from './strange-servers.ts'

test('a body up to maxBytes is read', async t => {
  const base = await serve(t, (_req, res) => res.end('a'.repeat(1000)))
  assert.equal((await requests.get(base, { maxBytes: 1000 })).content.length, 1000)
})

test('an endless body ends at maxBytes as BodyTooLarge, and the connection with it', async t => {
  let closed = () => {}
  const isClosed = new Promise<void>(resolve => {
    closed = resolve
  })
  const base = await serve(t, (_req, res) => {
    const write = () => {
      while (res.write('a'.repeat(10_000))) {}
    }
    res.on('drain', write).once('close', closed)
    write()
  })
  await assert.rejects(requests.get(base, { maxBytes: 1000 }), error => {
    assert.ok(error instanceof BodyTooLarge)
    assert.equal(error.message, `the body from ${base.slice(7)} is longer than 1000 bytes`)
    assert.equal(error.code, 'ERR_BODY_TOO_LARGE')
    assert.deepEqual([error.response?.content.length, error.response?.complete], [1000, false])
    return true
  })
  await isClosed
})

/** Reads a body that comes in so many pieces of one byte. */
function readPieces(count: number, maxBytes: number) {
  const pieces = ReadableStream.from(Array.from({ length: count }, () => Buffer.from('a')))
  const limits = { deadline: startDeadline(null), maxBytes, patience: undefined }
  return readBody(pieces, limits, (content, complete) => madeUpResponse({ content, complete }))
}

test('a body in many pieces arrives whole', async () => {
  const response = await readPieces(100, 100)
  assert.deepEqual([response.text, response.complete], ['a'.repeat(100), true])
})

test('a piece beyond maxBytes is noticed', async () => {
  await assert.rejects(readPieces(101, 100), BodyTooLarge)
})

test('an answer without a body is complete', async t => {
  const base = await serve(t, (_req, res) => res.end('never sent'))
  assert.equal((await requests.head(base)).complete, true)
})

test('a body that comes slowly is read to its end', async t => {
  const base = await serve(t, (_req, res) => {
    res.write('first')
    setTimeout(() => res.end(', last'), 100)
  })
  const response = await requests.get(base)
  assert.deepEqual([response.text, response.complete], ['first, last', true])
})

test('stopReading is told of the status and the headers, and may have the body read to its end', async t => {
  const base = await serve(t, (_req, res) => res.writeHead(201, { 'x-test': 'yes' }).end('all'))
  const told: unknown[] = []
  const response = await requests.get(base, {
    stopReading: (status, headers) => {
      told.push(status, headers.get('x-test'))
      return undefined
    },
  })
  assert.deepEqual([response.text, response.complete, told], ['all', true, [201, 'yes']])
})

test('a body that goes on is left when the seconds of stopReading are over, and the connection closed', async t => {
  let closed = () => {}
  const isClosed = new Promise<void>(resolve => {
    closed = resolve
  })
  const base = await serve(t, (_req, res) => {
    res.once('close', closed).write('first')
    setTimeout(() => res.write(', second'), 50)
  })
  const response = await requests.get(base, { stopReading: () => 1, timeout: null })
  assert.deepEqual([response.text, response.complete], ['first, second', false])
  await isClosed
})

test('a body that ends before the seconds of stopReading is complete, and the program does not wait for them', async t => {
  const base = await serve(t, (_req, res) => res.end('all'))
  const program = `
    import { requests } from './client/requests.ts'
    console.log((await requests.get('${base}', { stopReading: () => 600 })).complete)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 })
  assert.equal(stdout, 'true\n')
})

test('seconds of stopReading that end after the timeout make of it no error', async t => {
  const base = await serve(t, (_req, res) => res.write('half'))
  const response = await requests.get(base, { timeout: 0.5, stopReading: () => 60 })
  assert.deepEqual([response.text, response.complete], ['half', false])
})

test('an answer that is cut off is an error, whatever stopReading says', async t => {
  const base = await serveBytes(t, 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc')
  await assert.rejects(requests.get(base, { stopReading: () => 60 }), error => {
    assert.ok(error instanceof ConnectionError)
    assert.deepEqual([error.response?.text, error.response?.complete], ['abc', false])
    return true
  })
})
