import './quiet.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { apiKey, basic, bearer, type Guard, only } from '../../src/http/guard.ts'
import { Problem } from '../../src/http/problem.ts'
import { type Routes, route } from '../../src/http/route.ts'
import { answersNothing, appOf } from './app-of.ts'
import { exchange, requestBytes, serve } from './socket.ts'

type Ada = { id: string; role: string }

const ada: Ada = { id: 'ada', role: 'reader' }
const token = bearer(sent => (sent === 'tok-en_1.~+/=' ? ada : undefined))
const password = basic((name, sent) => ({ id: `${name}|${sent}`, role: '' }))
const key = apiKey('X-Api-Key', async sent => (sent === 'k 1' ? ada : undefined))

/** Says whom the guard lets in. */
function who(endpoint: `GET /${string}`, guard: Guard<Ada>) {
  return route(endpoint, {
    summary: '',
    guard,
    returns: z.string(),
    examples: [{ returns: 'ada' }],
    handler: ({ user }) => user.id,
  })
}

const routes: Routes = {
  token: who('GET /token', token),
  password: who('GET /password', password),
  key: who('GET /key', key),
  reader: who(
    'GET /reader',
    only(token, ({ role }) => role === 'reader'),
  ),
  admin: who(
    'GET /admin',
    only(token, ({ role }) => role === 'admin'),
  ),
  limited: who(
    'GET /limited',
    bearer(() => {
      throw new Problem(429, 'Too many tries.', { headers: { 'Retry-After': '60' } })
    }),
  ),
  broken: who(
    'GET /broken',
    bearer(async sent => {
      throw new Error(`no database for ${sent}`)
    }),
  ),
  context: who(
    'GET /context',
    bearer((_token, { id }) => ({ id, role: '' })),
  ),
  write: route('POST /notes/:id', {
    ...answersNothing,
    guard: token,
    params: z.object({ id: z.coerce.number() }),
    body: z.object({ text: z.string() }),
    examples: [{ params: { id: 1 }, body: { text: '' }, returns: {} }],
    handler: () => ({}),
  }),
  open: route('GET /open', { ...answersNothing, handler: () => ({}) }),
}

const app = appOf(routes)
const api = supertest(app)
const server = await serve(app)
after(server.close)

function signIn(path: string, authorization: string) {
  return api.get(path).set('Authorization', authorization)
}

function basicOf(pair: string): string {
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

for (const authorization of [
  'Bearer tok-en_1.~+/=',
  'bearer tok-en_1.~+/=',
  'BEARER tok-en_1.~+/=',
  'Bearer   tok-en_1.~+/=',
  'Bearer tok-en_1.~+/=  ',
]) {
  test(`'${authorization}' lets in, and the handler gets the user`, async () => {
    const { status, text } = await signIn('/token', authorization)
    assert.deepEqual([status, text], [200, 'ada'])
  })
}

test('a name and a password let in', async () => {
  assert.equal((await signIn('/password', basicOf('ada:secret'))).text, 'ada|secret')
})

test('the scheme of a name and a password may be in any case', async () => {
  const authorization = basicOf('ada:secret').replace('Basic', 'bASIC')
  assert.equal((await signIn('/password', authorization)).status, 200)
})

test('a password may hold colons', async () => {
  assert.equal((await signIn('/password', basicOf('ada:a:b:'))).text, 'ada|a:b:')
})

test('a name may be empty', async () => {
  assert.equal((await signIn('/password', basicOf(':secret'))).text, '|secret')
})

test('a name and a password are UTF-8', async () => {
  assert.equal((await signIn('/password', basicOf('Zoë:pässwörd😀'))).text, 'Zoë|pässwörd😀')
})

test('a key lets in, whatever case its header is in', async () => {
  for (const name of ['X-Api-Key', 'x-api-key'])
    assert.equal((await api.get('/key').set(name, 'k 1')).text, 'ada')
})

test('a header that cannot be is refused where it is named', () => {
  assert.throws(() => apiKey('X Api Key', () => ada), /TypeError.*"X Api Key"/)
})

/** Headers that let nobody in, by the path that refuses them. */
const refused: Record<string, Record<string, string>[]> = {
  '/token': [
    {},
    { authorization: '' },
    { authorization: 'Bearer' },
    { authorization: 'Bearer ' },
    { authorization: 'Bearer wrong' },
    { authorization: 'Bearer tok-en_1.~+/= x' },
    { authorization: 'tok-en_1.~+/=' },
    { authorization: 'Basic tok-en_1.~+/=' },
    { authorization: 'XBearer tok-en_1.~+/=' },
    { authorization: 'X Bearer tok-en_1.~+/=' },
  ],
  '/password': [
    {},
    { authorization: 'Basic' },
    { authorization: 'Basic %%%' },
    { authorization: basicOf('ada') },
    { authorization: basicOf('ada:x').replace('Basic', 'Bearer') },
  ],
  '/key': [{}, { 'x-api-key': '' }, { 'x-api-key': 'wrong' }, { authorization: 'k 1' }],
}

const words: Record<string, [challenge: string, detail: string]> = {
  '/token': ['Bearer', 'This call wants a bearer token that is known here.'],
  '/password': [
    'Basic realm="api", charset="UTF-8"',
    'This call wants a name and a password that are known here.',
  ],
  '/key': ['ApiKey', 'This call wants a key in the header X-Api-Key that is known here.'],
}

for (const [path, wrong] of Object.entries(refused)) {
  for (const headers of wrong) {
    test(`${path} refuses ${JSON.stringify(headers)} with a 401 that says how to sign in, and no more`, async () => {
      const { status, body, headers: answered } = await api.get(path).set(headers)
      assert.equal(status, 401)
      assert.deepEqual([answered['www-authenticate'], body.detail], words[path])
    })
  }
}

const nobodies = { undefined: undefined, null: null, false: false } as const
for (const [name, nobody] of Object.entries(nobodies)) {
  test(`a find that gives ${name} lets nobody in`, async () => {
    const find = () => nobody
    for (const guard of [bearer<Ada>(find), basic<Ada>(find), apiKey<Ada>('Authorization', find)]) {
      const closed = supertest(appOf({ closed: who('GET /', guard) }))
      for (const authorization of ['Bearer x', basicOf('a:b')])
        assert.equal((await closed.get('/').set({ authorization })).status, 401)
    }
  })
}

test('who sends no credentials is nobody, whatever find would say', async () => {
  const all = () => ada
  for (const guard of [bearer(all), basic(all), apiKey('X-Api-Key', all)])
    assert.equal((await supertest(appOf({ closed: who('GET /', guard) })).get('/')).status, 401)
})

test('only() lets in whom it may', async () => {
  assert.equal((await signIn('/reader', 'Bearer tok-en_1.~+/=')).text, 'ada')
})

test('only() answers the others with 403', async () => {
  const { status, body } = await signIn('/admin', 'Bearer tok-en_1.~+/=')
  assert.deepEqual([status, body.detail], [403, 'You may not do this.'])
})

test('only() leaves the 401 to its guard', async () => {
  assert.equal((await api.get('/admin')).status, 401)
})

test('a Problem of find is the answer, with its headers', async () => {
  const { status, body, headers } = await signIn('/limited', 'Bearer x')
  assert.deepEqual([status, body.detail, headers['retry-after']], [429, 'Too many tries.', '60'])
})

test('anything else that find throws is a 500 that tells nothing of it', async () => {
  const { status, text } = await signIn('/broken', 'Bearer secret')
  assert.equal(status, 500)
  assert.doesNotMatch(text, /database|secret/)
})

test('find gets the context of the request', async () => {
  assert.equal((await signIn('/context', 'Bearer x').set('X-Request-Id', 'mine')).text, 'mine')
})

test('without credentials even a wrong input is a 401', async () => {
  for (const body of ['{', '{}']) {
    const answer = api.post('/notes/one').type('json').send(body)
    assert.equal((await answer).status, 401)
  }
})

test('with credentials the same input is a 400', async () => {
  const authorized = api.post('/notes/one').set('Authorization', 'Bearer tok-en_1.~+/=')
  const { status, body } = await authorized.send({})
  assert.equal(status, 400)
  assert.match(body.detail, /params\.id is "one"/)
})

test('a call without credentials is refused before its body has come', async () => {
  const head = { 'Content-Type': 'application/json', 'Content-Length': '90000' }
  const { status } = await exchange(server.port, requestBytes('POST', '/notes/1', head))
  assert.equal(status, 401)
})

test('HEAD needs the credentials that GET needs', async () => {
  assert.equal((await api.head('/token')).status, 401)
  assert.equal((await api.head('/token').set('Authorization', 'Bearer tok-en_1.~+/=')).status, 200)
})

test('OPTIONS says without credentials what a path takes', async () => {
  const { status, headers } = await api.options('/token')
  assert.deepEqual([status, headers.allow], [204, 'GET, HEAD, OPTIONS'])
})

test('an entry without a guard lets everybody in', async () => {
  assert.equal((await api.get('/open')).status, 200)
})
