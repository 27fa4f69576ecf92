import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Router } from 'express'
import supertest from 'supertest'
import { createApp } from '../../src/http/app.ts'
import { serveDocs } from '../../src/http/docs.ts'
import { app, routes } from './lecture.ts'

const page = (await supertest(app).get('/docs')).text
const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset]) => asset as string)

test('/docs is a page', async () => {
  const { status, type } = await supertest(app).get('/docs')
  assert.deepEqual([status, type], [200, 'text/html'])
})

test('the page names a style sheet, an icon and two scripts', () => {
  assert.deepEqual(assets.map(asset => asset.split('.').at(-1)).sort(), ['css', 'js', 'js', 'png'])
})

for (const asset of assets) {
  test(`we serve ${asset} ourselves, by a link that also works behind a proxy's path`, async () => {
    assert.doesNotMatch(asset, /^\/|:/)
    const { status, type } = await supertest(app).get(`/${asset}`)
    assert.equal(status, 200)
    assert.match(type, { css: /css/, js: /javascript/, png: /png/ }[asset.split('.').at(-1) as 'css'])
  })
}

test('the page starts with our description', async () => {
  const { text } = await supertest(app).get('/docs/start.js')
  assert.match(text, /url: 'openapi\.json'/)
})

test('the page runs no script and no style of its own, which its content security policy would refuse', () => {
  assert.doesNotMatch(page, /<script>|<style| on\w+=|style=/)
})

for (const path of ['/docs', '/docs/swagger-ui.css', '/openapi.json']) {
  test(`${path} does not send a browser to https`, async () => {
    const { headers } = await supertest(app).get(path)
    assert.doesNotMatch(headers['content-security-policy'] ?? '', /upgrade-insecure-requests/)
    assert.equal('strict-transport-security' in headers, false)
  })
}

for (const path of ['/openapi.json', '/docs', '/docs/start.js']) {
  for (const method of ['get', 'head'] as const) {
    test(`who keeps ${path} asks each time whether it still holds (${method.toUpperCase()})`, async () => {
      const { headers } = await supertest(app)[method](path)
      assert.equal(headers['cache-control'], 'no-cache')
      const again = await supertest(app)
        [method](path)
        .set('If-None-Match', headers.etag as string)
      assert.deepEqual([again.status, again.text ?? ''], [304, ''])
      assert.deepEqual([again.headers['cache-control'], again.headers.etag], ['no-cache', headers.etag])
      assert.equal((await supertest(app)[method](path).set('If-None-Match', '"another"')).status, 200)
    })
  }
}

test('each release of the API has a document of its own ETag, and all workers the same', async () => {
  const [first, second] = ['1', '2'].map(version => serveDocs(routes, { title: 'Sample', version }))
  const etags = [first, second, serveDocs(routes, { title: 'Sample', version: '1' })].map(async docs => {
    const { headers } = await supertest(createApp().use(docs as Router)).get('/openapi.json')
    return headers.etag
  })
  const [one, other, same] = await Promise.all(etags)
  assert.notEqual(one, other)
  assert.equal(one, same)
})

test("Swagger UI's own files are kept for an hour, and asked for again after that", async () => {
  const { headers } = await supertest(app).get('/docs/swagger-ui.css')
  assert.equal(headers['cache-control'], 'public, max-age=3600')
  const again = await supertest(app)
    .get('/docs/swagger-ui.css')
    .set('If-Modified-Since', headers['last-modified'] as string)
  assert.deepEqual([again.status, again.headers['cache-control']], [304, 'public, max-age=3600'])
})

test('a redirect to the page is not kept', async () => {
  assert.equal((await supertest(app).get('/docs/')).headers['cache-control'], 'no-store')
})

const others = [
  '/docs/index.html',
  '/docs/package.json',
  '/docs/swagger-ui.js.map',
  '/docs/..%2fpackage.json',
]
for (const path of others) {
  test(`${path} is nothing of ours`, async () => {
    assert.equal((await supertest(app).get(path)).status, 404)
  })
}

for (const path of ['/docs', '/docs/', '/openapi.json']) {
  test(`another method on ${path} is a 405 with Allow`, async () => {
    const { status, headers } = await supertest(app).post(path)
    assert.equal(status, 405)
    assert.match(headers.allow ?? '', /^GET, HEAD/)
  })
}

for (const path of ['/docs', '/openapi.json']) {
  test(`HEAD ${path} is GET without the body`, async () => {
    const { status, headers, text } = await supertest(app).head(path)
    assert.equal(status, 200)
    assert.ok(Number(headers['content-length']) > 100)
    assert.equal(text, undefined)
  })
}

for (const method of ['get', 'head'] as const) {
  test(`${method.toUpperCase()} /docs/ leads to the page for good, by a link that also works behind a proxy's path`, async () => {
    const { status, headers } = await supertest(app)[method]('/docs/')
    assert.deepEqual([status, headers.location], [308, '../docs'])
  })
}

test('who follows /docs/ reaches the page', async () => {
  const { status, text } = await supertest(app).get('/docs/').redirects(1)
  assert.equal(status, 200)
  assert.match(text, /swagger-ui-bundle/)
})

test('a title cannot break out of the page', async () => {
  const odd = createApp().use(serveDocs({}, { title: '</title><script>alert(1)</script>', version: '1' }))
  const { text } = await supertest(odd).get('/docs')
  assert.doesNotMatch(text, /<script>alert/)
})

test('a title reads on the page as it is', async () => {
  const odd = createApp().use(serveDocs({}, { title: 'Q&A <1>', version: '1' }))
  const { text } = await supertest(odd).get('/docs')
  assert.match(text, /<title>Q&#38;A &#60;1&#62;<\/title>/)
})

const more = { paths: { '/photos': { post: { responses: { 201: { description: 'Created' } } } } } }

test('/openapi.json describes the operations of other routers, too', async () => {
  const mixed = createApp().use(serveDocs(routes, { title: 'Sample', version: '1' }, more))
  const { body } = await supertest(mixed).get('/openapi.json')
  assert.deepEqual(body.paths['/photos'], more.paths['/photos'])
  assert.ok('/hello/{name}' in body.paths)
})

test('an operation that is described twice stops the program', () => {
  const twice = { paths: { '/name': { get: {} } } }
  assert.throws(
    () => serveDocs(routes, { title: 'Sample', version: '1' }, twice),
    /GET \/name is described twice/,
  )
})
