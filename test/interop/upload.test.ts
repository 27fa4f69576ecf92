/** An upload, which no table can hold: an ordinary router with multer, whose operation the document has, too. */
import '../http/quiet.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import express, { type RequestHandler } from 'express'
import supertest from 'supertest'
import { answerProblems, createApp, serveDocs, serveRoutes } from '../../src/http.ts'
import { runClient } from '../client/run-client.ts'
import { routes } from '../http/lecture.ts'
import { installed } from './tools.ts'

type Multer = (options: object) => { single(field: string): RequestHandler }
const { default: multer }: { default: Multer } = await import(installed('multer/index.js'))

const photos = express.Router()
photos.post('/', multer({ limits: { fileSize: 1000 } }).single('photo'), (_req, res) => {
  res.status(201).json({ kept: true })
})

const upload = {
  summary: 'Keeps a photo',
  requestBody: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: { type: 'object', properties: { photo: { type: 'string', format: 'binary' } } },
      },
    },
  },
  responses: { 201: { description: 'It is kept' } },
}

const app = createApp()
app.use(serveRoutes(routes))
app.use('/photos', photos)
app.use(serveDocs(routes, { title: 'Photos', version: '1.0.0' }, { paths: { '/photos': { post: upload } } }))
app.use(answerProblems())

const send = (field: string, bytes: number) =>
  supertest(app).post('/photos').attach(field, Buffer.alloc(bytes), 'photo.png')

test('a file is taken', async () => {
  const { status } = await send('photo', 1000)
  assert.equal(status, 201)
})

test('a file that is too large is a 413 that says so', async () => {
  const { status, type, text } = await send('photo', 1001)
  assert.deepEqual([status, type], [413, 'application/problem+json'])
  assert.match(JSON.parse(text).detail, /too large/)
})

test('a file in another field is a 400 that says so', async () => {
  const { status, type, text } = await send('picture', 10)
  assert.deepEqual([status, type], [400, 'application/problem+json'])
  assert.match(JSON.parse(text).detail, /Unexpected/)
})

test('the client uploads a small file of its own', async t => {
  const server = createServer(app).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const { code, stdout } = await runClient([`127.0.0.1:${(server.address() as AddressInfo).port}`])
  assert.match(stdout, /✓ POST \/photos +201/)
  assert.equal(code, 0)
})
