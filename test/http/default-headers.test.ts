import './quiet.ts'

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import express from 'express'
import request from 'supertest'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { serverOptionsFor } from '../../src/http/server-options.ts'
import { exchange, requestBytes } from './socket.ts'

const app = createApp()
const plain = createApp()
for (const each of [app, plain]) addRoutes(each)
const server = createServer(serverOptionsFor(app), app)

before(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
after(() => server.close())

function addRoutes(to: express.Express): void {
  to.get('/end', (_req, res) => void res.end('bare'))
  to.get('/json', (_req, res) => void res.json({ a: 1 }))
  to.get('/redirect', (_req, res) => res.redirect('/end'))
  to.get('/file', (_req, res) => res.sendFile(import.meta.filename))
  to.get('/head', (_req, res) => void res.writeHead(200, { 'x-frame-options': 'DENY', 'x-own': '1' }).end())
  to.get('/list', (_req, res) => void res.writeHead(200, ['X-Frame-Options', 'DENY', 'X-Own', '1']).end())
  to.get('/other-list', (_req, res) => void res.writeHead(200, ['X-Own', '1', 'X-Number', '7']).end())
  to.get('/value-like-a-name', (_req, res) => {
    res.writeHead(200, ['X-Own', 'X-Content-Type-Options', 'X-Frame-Options', 'DENY']).end()
  })
  to.get('/set-and-list', (_req, res) => {
    res.set({ 'X-Frame-Options': 'DENY', 'X-Set': '1', 'X-Own': 'set', Vary: 'Origin' })
    res.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Own', '1', 'vary', 'Accept']).end()
  })
  to.get('/reason', (_req, res) => void res.writeHead(200, 'Fine', { 'x-own': '1' }).end())
  to.get('/set', (_req, res) => void res.set('X-Frame-Options', 'DENY').send('set'))
  to.get('/own-id', (_req, res) => void res.writeHead(200, ['X-Request-Id', 'mine']).end())
  const other = express()
  other.get('/end', (_req, res) => void res.send('of a mounted app'))
  to.use('/mounted', other)
  to.use(answerProblems())
}

const targets = {
  'an app called directly': () => plain,
  "a server with the app's own classes": () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
}

for (const [name, target] of Object.entries(targets)) {
  const get = (path: string) => request(target()).get(path)

  for (const path of [
    '/end',
    '/json',
    '/redirect',
    '/file',
    '/reason',
    '/other-list',
    '/mounted/end',
    '/nowhere',
  ]) {
    test(`${name} sends security headers and an id with ${path}`, async () => {
      const { headers } = await get(path).set('X-Request-Id', 'abc')
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['x-frame-options'], 'SAMEORIGIN')
      assert.match(headers['content-security-policy'] ?? '', /default-src 'self'/)
      assert.equal(headers['x-request-id'], 'abc')
    })
  }

  for (const path of ['/set', '/head', '/list', '/value-like-a-name', '/set-and-list']) {
    test(`${name} leaves a header alone that ${path} sets`, async () => {
      const { headers } = await get(path)
      assert.equal(headers['x-frame-options'], 'DENY')
      assert.equal(headers['x-content-type-options'], 'nosniff')
    })
  }

  test(`${name} sends a request id of the route's own once`, async () => {
    const { headers } = await get('/own-id')
    assert.equal(headers['x-request-id'], 'mine')
  })

  test(`${name} sends the headers that a route gives with the head`, async () => {
    for (const path of ['/head', '/list', '/other-list', '/reason', '/set-and-list'])
      assert.equal((await get(path)).headers['x-own'], '1')
  })

  test(`${name} sends what was set before beside what a list holds, and nothing else`, async () => {
    const ofEvery = (await get('/list')).headers
    const { headers } = await get('/set-and-list')
    assert.deepEqual([headers['x-set'], headers.vary], ['1', 'Origin, Accept'])
    assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2'])
    const names = new Set([...Object.keys(ofEvery), 'x-set', 'x-own', 'vary', 'set-cookie'])
    assert.deepEqual(Object.keys(headers).sort(), [...names].sort())
  })
}

test('an answer that Node gives by itself has the security headers, and no id', async () => {
  const { port } = server.address() as AddressInfo
  const { status, headers } = await exchange(port, requestBytes('GET', '/end', { Expect: 'miracles' }))
  assert.deepEqual([status, headers.get('x-content-type-options')], [417, 'nosniff'])
  assert.equal(headers.get('x-request-id'), null)
})
