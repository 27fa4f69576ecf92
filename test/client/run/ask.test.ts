import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import type { Call } from '../../../client/call.ts'
import { run } from '../../../client/run/run.ts'
import { openServer } from '../../../client/run/server.ts'
import { createCertificate } from '../certificate.ts'
import { serveLecture } from '../lecture-server.ts'
import { answer, runAt, runRaw, words } from '../run-lecture.ts'
import { listen } from '../servers.ts'

test('https to a server of plain http is told', async t => {
  const plain = await serveLecture(t)
  const [result] = await runAt(plain.replace('http:', 'https:'))
  assert.equal(result?.word, 'tls')
  assert.match(result?.hint ?? '', /http:\/\//)
})

test('http to a server of https is told', async t => {
  const port = await listen(t, createTlsServer(createCertificate('localhost')))
  const [result] = await runAt(`http://127.0.0.1:${port}`)
  assert.equal(result?.verdict, 'unreachable')
  assert.match(`${result?.problems[0]} ${result?.hint}`, /https/)
})

test('an unknown host is told', async () => {
  assert.deepEqual(words(await runAt('http://vcm-0000.invalid:5000')), ['no host', '-', '-'])
})

test('what does not speak HTTP is quoted', async t => {
  const [result] = await runRaw(t, socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  assert.equal(result?.word, 'not http')
  assert.match(result?.problems[0] ?? '', /SSH-2\.0/)
})

test('a 4xx answer to made-up input is skipped, and neither right nor wrong', async t => {
  const server = openServer({ baseUrl: await serveLecture(t), notes: [] }, { timeout: 10 })
  const call: Call = { name: 'GET /pets', method: 'GET', path: '/pets/1', invented: true }
  const [result] = await run(server, [call])
  assert.equal(result?.verdict, 'skipped')
  assert.match(result?.problems[0] ?? '', /no example/)
})

test('a 500 to made-up input is wrong all the same', async t => {
  const baseUrl = await serveLecture(t, { 'GET /pets/1': answer(500, {}, 'oops') })
  const call: Call = { name: 'GET /pets', method: 'GET', path: '/pets/1', invented: true }
  const [result] = await run(openServer({ baseUrl, notes: [] }, { timeout: 10 }), [call])
  assert.equal(result?.verdict, 'wrong')
})

test('--safe sends only GET and HEAD', async t => {
  const server = openServer({ baseUrl: await serveLecture(t), notes: [] }, { timeout: 10, safe: true })
  const calls = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'].map(method => ({
    name: method,
    method,
    path: '/name',
  }))
  const reasons = (await run(server, calls)).map(
    ({ verdict, problems }) => verdict === 'skipped' && problems[0],
  )
  const skipped = '--safe sends only GET and HEAD'
  assert.deepEqual(reasons, [false, false, skipped, skipped, skipped])
})
