import './quiet.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { discover } from '../../client/plan/discover.ts'
import { openServer } from '../../client/run/server.ts'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { serveRoutes } from '../../src/http/serve-routes.ts'
import { app as lecture, routes } from './lecture.ts'
import { pathProxy } from './path-proxy.ts'
import { exchange, requestBytes, serve } from './socket.ts'

const server = await serve(lecture)
after(() => server.close())

/** Paths of 404s, and where the link on each leads to. */
const targets: Record<string, string> = {
  '/nope': 'openapi.json',
  '/nope?a=/b/c': 'openapi.json',
  '/a/b': '../openapi.json',
  '/a/b/': '../../openapi.json',
  '//a/b': '../../openapi.json',
}
for (const [path, target] of Object.entries(targets)) {
  test(`the link on ${path} is ${target}, relative to where it stands`, async () => {
    const { headers } = await exchange(server.port, requestBytes('GET', path))
    assert.equal(headers.get('link'), `<${target}>; rel="service-desc"`)
  })
}

for (const path of Object.keys(targets)) {
  test(`the link on ${path} leads to the document, below a proxy's path too`, async () => {
    const { headers } = await exchange(server.port, requestBytes('GET', path))
    const [, target = ''] = /<(.*)>/.exec(headers.get('link') ?? '') ?? []
    assert.equal(new URL(target, `http://proxy/course${path}`).pathname, '/course/openapi.json')
  })
}

test('a table that stands below a path links to the document at the root of the app', async () => {
  const app = createApp().use('/v1', serveRoutes(routes)).use(answerProblems())
  assert.equal((await supertest(app).get('/v1')).headers.link, '<openapi.json>; rel="service-desc"')
  assert.equal((await supertest(app).get('/v1/')).headers.link, '<../openapi.json>; rel="service-desc"')
})

test('a path of very many segments gets no link', async () => {
  const linkOf = async (segments: number) =>
    (await supertest(lecture).get('/a'.repeat(segments)).expect(404)).headers.link
  assert.equal(await linkOf(51), `<${'../'.repeat(50)}openapi.json>; rel="service-desc"`)
  assert.deepEqual([await linkOf(52), await linkOf(1000)], [undefined, undefined])
})

test("the client discovers a server below a proxy's path by its link", async () => {
  const seen: string[] = []
  const proxy = await serve(pathProxy(server.port, '/course', seen))
  const target = { baseUrl: `${proxy.origin}/course`, notes: [] }
  const { source } = await discover(openServer(target, { timeout: 10 }))
  await proxy.close()
  assert.deepEqual([source, seen], ['/openapi.json', ['/course/', '/course/openapi.json']])
})
