import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { createApp } from '../../src/http/app.ts'
import { bearer } from '../../src/http/guard.ts'
import { Problem } from '../../src/http/problem.ts'
import { type Routes, route } from '../../src/http/route.ts'
import { serveRoutes } from '../../src/http/serve-routes.ts'
import { answersNothing, appOf } from './app-of.ts'
import { app as lecture } from './lecture.ts'

const user = z.object({ id: z.string(), name: z.string() })

const routes: Routes = {
  index: route('GET /', {
    summary: '',
    returns: z.string(),
    examples: [{ returns: 'Grüße' }],
    handler: () => 'Grüße',
  }),
  me: route('GET /users/me', {
    summary: '',
    returns: user,
    examples: [{ returns: { id: '1', name: 'me' } }],
    handler: () => ({ id: '1', name: 'me' }),
  }),
  user: route('GET /users/:id', {
    summary: '',
    params: z.object({ id: z.string() }),
    returns: user,
    examples: [{ params: { id: '7' }, returns: { id: '7', name: 'Ada' } }],
    handler: ({ params }) => {
      if (params.id === '404') throw new Problem(404, `There is no user ${params.id}.`)
      return { id: params.id, name: 'Ada', passwordHash: 'secret' }
    },
  }),
  posts: route('GET /users/:name/posts', {
    summary: '',
    params: z.object({ name: z.string() }),
    query: z.object({ limit: z.coerce.number().int().default(10), tag: z.array(z.string()).optional() }),
    returns: z.object({ name: z.string(), limit: z.number(), tag: z.array(z.string()).optional() }),
    examples: [{ params: { name: 'ada' }, query: { limit: 2 }, returns: { name: 'ada', limit: 2 } }],
    handler: ({ params, query }) => ({ ...params, ...query }),
  }),
  create: route('POST /users', {
    summary: '',
    body: z.object({ name: z.string(), age: z.number().default(0) }),
    returns: z.object({ name: z.string(), age: z.number() }),
    status: 201,
    examples: [{ body: { name: 'Ada' }, returns: { name: 'Ada', age: 0 } }],
    handler: ({ body }) => body,
  }),
  forget: route('DELETE /users/:id', {
    summary: '',
    params: z.object({ id: z.string() }),
    returns: z.null(),
    status: 204,
    examples: [{ params: { id: '7' }, returns: null }],
    handler: () => null,
  }),
  note: route('GET /note', {
    summary: '',
    returns: z.string().meta({ id: 'Note' }),
    examples: [{ returns: 'text' }],
    handler: () => 'text',
  }),
  id: route('GET /id', {
    summary: '',
    returns: z.object({ id: z.string() }),
    examples: [{ returns: { id: '1' } }],
    handler: ({ id }) => ({ id }),
  }),
}

const api = supertest(appOf(routes))

test('a string goes out as plain text, in UTF-8', async () => {
  const { type, charset, text } = await api.get('/')
  assert.deepEqual([type, charset, text], ['text/plain', 'utf-8', 'Grüße'])
})

test('a string with a name of its own is text too', async () => {
  const { type, text } = await api.get('/note')
  assert.deepEqual([type, text], ['text/plain', 'text'])
})

test('what returns does not name is left out of the answer', async () => {
  assert.deepEqual((await api.get('/users/7')).body, { id: '7', name: 'Ada' })
})

test('a Problem of the handler is the answer', async () => {
  const { status, body } = await api.get('/users/404')
  assert.deepEqual([status, body.detail], [404, 'There is no user 404.'])
})

test('a number in the query arrives as a number', async () => {
  assert.equal((await api.get('/users/ada/posts?limit=3')).body.limit, 3)
})

test('a default of the query is used where the caller says nothing', async () => {
  assert.equal((await api.get('/users/ada/posts')).body.limit, 10)
})

test('a word for a number in the query is a 400 that names it', async () => {
  const { status, body } = await api.get('/users/ada/posts?limit=many')
  assert.equal(status, 400)
  assert.deepEqual(body.errors, [{ where: 'query.limit', expected: 'number', received: '"many"' }])
})

test('a name that comes twice in the query is a list', async () => {
  assert.deepEqual((await api.get('/users/ada/posts?tag=a&tag=b')).body.tag, ['a', 'b'])
})

test('a name that comes once in the query is a list of one where a list is wanted', async () => {
  assert.deepEqual((await api.get('/users/ada/posts?tag=a')).body.tag, ['a'])
})

test('a name in the query that a strict schema does not know is a 400 that names it', async () => {
  const strict = route('GET /strict', {
    ...answersNothing,
    query: z.strictObject({ limit: z.coerce.number().optional() }),
    examples: [{ query: {}, returns: {} }],
    handler: () => ({}),
  })
  const { status, body } = await supertest(appOf({ strict })).get('/strict?limt=3')
  assert.equal(status, 400)
  assert.deepEqual(body.errors, [{ where: 'query.limt', expected: 'no such field', received: '"3"' }])
})

test('no handler runs for an input that its schemas refuse', async () => {
  let handled = 0
  const strict = route('POST /strict/:id', {
    summary: '',
    params: z.object({ id: z.coerce.number() }),
    query: z.object({ limit: z.coerce.number() }),
    headers: z.object({ 'x-depth': z.coerce.number() }),
    body: z.object({ name: z.string() }),
    returns: z.number(),
    examples: [
      { params: { id: 1 }, query: { limit: 1 }, headers: { 'x-depth': 1 }, body: { name: '' }, returns: 1 },
    ],
    handler: () => (handled += 1),
  })
  const app = appOf({ strict })
  const statusOf = async (path: string, depth: string, body: object) =>
    (await supertest(app).post(path).set('X-Depth', depth).send(body)).status
  assert.equal(await statusOf('/strict/x?limit=1', '1', { name: 'Ada' }), 400)
  assert.equal(await statusOf('/strict/1?limit=x', '1', { name: 'Ada' }), 400)
  assert.equal(await statusOf('/strict/1?limit=1', 'x', { name: 'Ada' }), 400)
  assert.equal(await statusOf('/strict/1?limit=1', '1', { name: 1 }), 400)
  assert.equal(handled, 0)
  assert.equal(await statusOf('/strict/1?limit=1', '1', { name: 'Ada' }), 200)
  assert.equal(handled, 1)
})

test('who is not let in learns nothing of what a call takes, and who is let in is known to its handler', async () => {
  const guarded = route('POST /guarded', {
    summary: '',
    guard: bearer(token => token === 'right' && { id: 'ada' }),
    body: z.object({ n: z.number() }),
    returns: z.string(),
    examples: [{ body: { n: 1 }, returns: 'ada' }],
    handler: ({ user }) => user.id,
  })
  const ask = (token: string, body: object) =>
    supertest(appOf({ guarded })).post('/guarded').set('Authorization', `Bearer ${token}`).send(body)
  assert.equal((await ask('wrong', { n: 'x' })).status, 401)
  assert.equal((await ask('right', { n: 'x' })).status, 400)
  assert.equal((await ask('right', { n: 1 })).text, 'ada')
})

test('the status of the entry is that of the answer', async () => {
  assert.equal((await api.post('/users').send({ name: 'Ada' })).status, 201)
})

test('the handler gets what its schema makes of the body', async () => {
  assert.deepEqual((await api.post('/users').send({ name: 'Ada', extra: 1 })).body, { name: 'Ada', age: 0 })
})

test('an answer of 204 has no body and no length', async () => {
  const { status, text, headers } = await api.delete('/users/7')
  assert.deepEqual([status, text], [204, ''])
  assert.equal('content-length' in headers, false)
})

test('the handler knows the id of its request', async () => {
  const { body } = await api.get('/id').set('X-Request-Id', 'mine')
  assert.equal(body.id, 'mine')
})

/** Answers that their own schema refuses, each of which JSON would make something wrong of. */
const wrongAnswers = { missing: {}, NaN: { n: Number.NaN }, text: { n: '1' }, nothing: undefined, list: [] }
for (const [name, answer] of Object.entries(wrongAnswers)) {
  test(`an answer (${name}) that returns refuses is a 500, and never a wrong 200`, async () => {
    const wrong = route('GET /wrong', {
      summary: '',
      returns: z.object({ n: z.number() }),
      examples: [{ returns: { n: 1 } }],
      handler: () => answer as { n: number },
    })
    const { status, type, text } = await supertest(appOf({ wrong })).get('/wrong')
    assert.deepEqual([status, type], [500, 'application/problem+json'])
    assert.doesNotMatch(text, /returns|expected|GET \/wrong/)
  })
}

test('a JSON body ends in a newline', async () => {
  for (const path of ['/name', '/hello/x', '/openapi.json', '/nope']) {
    const { text } = await supertest(lecture).get(path)
    assert.ok(text.endsWith('}\n'), path)
  }
})

test('GET / links to the description of the service', async () => {
  const { headers } = await supertest(lecture).get('/')
  assert.equal(headers.link, '<openapi.json>; rel="service-desc"')
})

test('no other good answer does', async () => {
  assert.equal('link' in (await supertest(lecture).get('/name')).headers, false)
})

test('an answer says how long it is', async () => {
  const { headers, text } = await supertest(lecture).get(`/hello/${encodeURIComponent('é😀')}`)
  assert.equal(headers['content-length'], String(Buffer.byteLength(text)))
})

/** Answers with the headers that its schema lets through. */
function echoOf(headers: z.ZodObject) {
  return route('GET /echo', {
    summary: '',
    headers,
    returns: z.record(z.string(), z.unknown()),
    examples: [{ headers: { 'if-match': '1' }, returns: {} }],
    handler: input => input.headers,
  })
}

const echo = supertest(
  appOf({
    echo: echoOf(
      z.object({
        'if-match': z.string(),
        'x-depth': z.coerce.number().optional(),
        'x-tag': z.string().optional(),
      }),
    ),
  }),
)

test('headers of the request arrive by their schema, and no others', async () => {
  const { body } = await echo.get('/echo').set({ 'If-Match': '"7"', 'X-Depth': '3', 'X-Other': 'x' })
  assert.deepEqual(body, { 'if-match': '"7"', 'x-depth': 3 })
})

test('a header that is missing is a 400 that names it', async () => {
  const { status, body } = await echo.get('/echo')
  assert.equal(status, 400)
  assert.deepEqual(body.errors, [{ where: 'headers.if-match', expected: 'string', received: 'missing' }])
})

test('a header that may be missing, and is, is no key of what the handler gets', async () => {
  const keys = route('GET /keys', {
    summary: '',
    headers: z.object({ 'x-tag': z.string().optional() }),
    returns: z.array(z.string()),
    examples: [{ headers: {}, returns: [] }],
    handler: ({ headers }) => Object.keys(headers),
  })
  assert.deepEqual((await supertest(appOf({ keys })).get('/keys')).body, [])
})

test('a header that its schema refuses is a 400 that says what came', async () => {
  const { status, body } = await echo.get('/echo').set({ 'If-Match': '1', 'X-Depth': 'deep' })
  assert.deepEqual(
    [status, body.errors[0].where, body.errors[0].received],
    [400, 'headers.x-depth', '"deep"'],
  )
})

test('a header that comes twice is one text', async () => {
  const { body } = await echo.get('/echo').set({ 'If-Match': '1', 'X-Tag': ['a', 'b'] as unknown as string })
  assert.equal(body['x-tag'], 'a, b')
})

test('what a headers schema does not name is not handed to it, however loose or strict it is', async () => {
  for (const schema of [z.looseObject, z.strictObject]) {
    const app = appOf({ echo: echoOf(schema({ 'if-match': z.string() })) })
    const { status, body } = await supertest(app).get('/echo').set({ 'If-Match': '1', 'X-Other': 'x' })
    assert.deepEqual([status, body], [200, { 'if-match': '1' }])
  }
})

const replies = supertest(
  appOf({
    created: route('POST /notes', {
      ...answersNothing,
      status: 201,
      sets: { Location: '', 'X-Number': '' },
      handler: ({ reply }) => {
        reply.set('Location', '/notes/6')
        reply.set('Location', '/notes/7')
        reply.set('X-Number', 0)
        return {}
      },
    }),
    cookies: route('GET /cookies', {
      ...answersNothing,
      sets: { 'Set-Cookie': '' },
      handler: ({ reply }) => {
        reply.set('Set-Cookie', ['a=1', 'b=2'])
        return {}
      },
    }),
    framed: route('GET /framed', {
      ...answersNothing,
      sets: { 'X-Frame-Options': '', 'Set-Cookie': '' },
      handler: ({ reply }) => {
        reply.set('X-Frame-Options', 'DENY')
        reply.set('Set-Cookie', ['a=1', 'b=2'])
        return {}
      },
    }),
    text: route('GET /text', {
      summary: '',
      returns: z.string(),
      examples: [{ returns: '' }],
      sets: { ETag: '' },
      handler: ({ reply }) => {
        reply.set('ETag', '"1"')
        return 'text'
      },
    }),
    forgotten: route('DELETE /notes', {
      summary: '',
      returns: z.null(),
      status: 204,
      examples: [{ returns: null }],
      sets: { 'X-Left': '' },
      handler: ({ reply }) => {
        reply.set('X-Left', 3)
        return null
      },
    }),
    unsendable: route('GET /unsendable', {
      ...answersNothing,
      sets: { Location: '' },
      handler: ({ reply }) => {
        reply.set('Location', '/a\r\nSet-Cookie: b=1')
        return {}
      },
    }),
    refused: route('GET /refused', {
      ...answersNothing,
      sets: { ETag: '' },
      handler: ({ reply }): Record<string, never> => {
        reply.set('ETag', '"1"')
        throw new Problem(409, 'No.')
      },
    }),
    fickle: route('GET /fickle', {
      ...answersNothing,
      query: z.object({ etag: z.string().optional() }),
      sets: { ETag: { description: '', required: false } },
      examples: [{ query: {}, returns: {} }],
      handler: ({ query, reply }) => {
        if (query.etag !== undefined) reply.set('ETag', query.etag)
        return {}
      },
    }),
  }),
)

test('an answer carries the headers that its handler sets, numbers too, each as it was set last', async () => {
  const { status, headers, body } = await replies.post('/notes')
  assert.deepEqual([status, headers.location, headers['x-number'], body], [201, '/notes/7', '0', {}])
})

test('a list of values goes out as many headers of the name', async () => {
  assert.deepEqual((await replies.get('/cookies')).headers['set-cookie'], ['a=1', 'b=2'])
})

test('a handler may set one of the headers that every answer has, which then stands there once', async () => {
  const { headers } = await replies.get('/framed')
  assert.equal(headers['x-frame-options'], 'DENY')
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2'])
})

test('a text carries headers of its own, too', async () => {
  const { text, headers } = await replies.get('/text')
  assert.deepEqual([text, headers.etag], ['text', '"1"'])
})

test('so does an answer without a body', async () => {
  const { status, headers } = await replies.delete('/notes')
  assert.deepEqual([status, headers['x-left']], [204, '3'])
})

test('a header that HTTP cannot send is a 500 that tells nothing of it', async () => {
  const { status, text, headers } = await replies.get('/unsendable')
  assert.equal(status, 500)
  assert.equal('set-cookie' in headers, false)
  assert.doesNotMatch(text, /Location|header/)
})

test('a Problem goes out without the headers that were set for the good answer', async () => {
  const { status, headers } = await replies.get('/refused')
  assert.deepEqual([status, 'etag' in headers], [409, false])
})

test('what one answer sets is not in the next one', async () => {
  assert.equal((await replies.get('/fickle?etag=x')).headers.etag, 'x')
  assert.equal('etag' in (await replies.get('/fickle')).headers, false)
})

test('headers of the handler stand beside those that middleware has set', async () => {
  const app = createApp()
  app.use((_req, res, next) => {
    res.set('X-Before', 'yes')
    next()
  })
  const cookies = route('GET /cookies', {
    ...answersNothing,
    sets: { 'Set-Cookie': '' },
    handler: ({ reply }) => {
      reply.set('Set-Cookie', ['a=1', 'b=2'])
      return {}
    },
  })
  const { headers } = await supertest(app.use(serveRoutes({ cookies }))).get('/cookies')
  assert.deepEqual([headers['x-before'], headers['set-cookie']], ['yes', ['a=1', 'b=2']])
})
