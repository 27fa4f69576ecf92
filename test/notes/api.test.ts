/** The API of notes, call by call, on the database that the environment names. Change the tests of what you change there. */
import './own-database.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { app } from '../../src/main.ts'
import { withDatabase } from './new-database.ts'

const api = supertest(app)
const post = (title: string, text = '') => api.post('/notes').send({ title, text })
const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()

async function idOf(title: string): Promise<number> {
  return (await post(title)).body.id
}

async function titlesOf(query: Record<string, string>): Promise<string[]> {
  const { body } = await api.get('/notes').query(query)
  return body.map(({ title }: { title: string }) => title)
}

test('a note that is added gets a 201', withDatabase, async () => {
  const { status, body } = await post('added', 'Two litres')
  assert.deepEqual([status, body.title, body.text], [201, 'added', 'Two litres'])
})

test('Location says where the new note is', withDatabase, async () => {
  const { headers, body } = await post('located')
  const { body: read } = await api.get(headers.location ?? '')
  assert.deepEqual(read, body)
})

test('a note says when it was added, in UTC and of any zone', withDatabase, async () => {
  const before = Date.now()
  const { body } = await post('dated')
  assert.match(body.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.ok(Date.parse(body.created) >= before && Date.parse(body.created) <= Date.now(), body.created)
})

test('a title that is taken gets a 409 which names it', withDatabase, async () => {
  await post('taken')
  const { status, body } = await post('taken')
  assert.equal(status, 409)
  assert.match(body.detail, /"taken"/)
})

test('of 20 calls at once for one title exactly one gets it', withDatabase, async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('wanted by many')))
  assert.deepEqual(statusesOf(answers), [201, ...Array(19).fill(409)])
  assert.deepEqual(await titlesOf({ title: 'wanted by many' }), ['wanted by many'])
})

test('PATCH changes what it is given, and leaves the rest', withDatabase, async () => {
  const { body } = await post('half changed', 'old')
  const changed = await api.patch(`/notes/${body.id}`).send({ text: 'new' })
  assert.deepEqual([changed.status, changed.body], [200, { ...body, text: 'new' }])
  assert.deepEqual((await api.get(`/notes/${body.id}`)).body, changed.body)
})

test('PATCH to the title of another note gets a 409, and changes nothing', withDatabase, async () => {
  await post('in use')
  const { body } = await post('free')
  const { status } = await api.patch(`/notes/${body.id}`).send({ title: 'in use', text: 'changed' })
  assert.equal(status, 409)
  assert.deepEqual((await api.get(`/notes/${body.id}`)).body, body)
})

test('PATCH to the title that the note has already is no conflict', withDatabase, async () => {
  const id = await idOf('its own')
  assert.equal((await api.patch(`/notes/${id}`).send({ title: 'its own' })).status, 200)
})

test('PATCH of nothing answers the note as it is', withDatabase, async () => {
  const { body } = await post('unchanged', 'text')
  const { status, body: answer } = await api.patch(`/notes/${body.id}`).send({})
  assert.deepEqual([status, answer], [200, body])
})

test('PATCH does not change the id', withDatabase, async () => {
  const id = await idOf('keeps its id')
  await api.patch(`/notes/${id}`).send({ id: id + 1000, text: 'x' })
  assert.equal((await api.get(`/notes/${id}`)).body.id, id)
})

test('DELETE answers 204 without a body, and the note is gone', withDatabase, async () => {
  const id = await idOf('removed')
  const { status, text } = await api.delete(`/notes/${id}`)
  assert.deepEqual([status, text], [204, ''])
  assert.equal((await api.get(`/notes/${id}`)).status, 404)
})

test('the id of a note that was removed is not given to another', withDatabase, async () => {
  const id = await idOf('the last one')
  await api.delete(`/notes/${id}`)
  assert.ok((await idOf('the next one')) > id)
})

test('the title of a note that was removed is free', withDatabase, async () => {
  await api.delete(`/notes/${await idOf('free again')}`)
  assert.equal((await post('free again')).status, 201)
})

test('a note that is not there is a 404 to each method', withDatabase, async () => {
  const calls = [api.get('/notes/0'), api.patch('/notes/0').send({ text: 'x' }), api.delete('/notes/0')]
  assert.deepEqual(
    statusesOf(await Promise.all([...calls, api.patch('/notes/0').send({})])),
    [404, 404, 404, 404],
  )
})

test(
  'the largest id that JavaScript knows is no note, and those beyond are refused',
  withDatabase,
  async () => {
    const ids = ['9007199254740991', '9007199254740992', '9223372036854775808', '1e400', '1.5', 'x']
    const answers = await Promise.all(ids.map(id => api.get(`/notes/${id}`)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 400, 400, 400, 400, 400],
    )
  },
)

test('SQL in a title is a title', withDatabase, async () => {
  const title = `'); drop table notes; --`
  assert.equal((await post(title)).body.title, title)
  assert.deepEqual(await titlesOf({ title }), [title])
  assert.deepEqual(await titlesOf({ title: `' or '1'='1` }), [])
})

for (const character of ['é', '😀', '李']) {
  test(`a title is 1 to 100 characters, of ${character}, too`, withDatabase, async () => {
    const titles = [1, 100, 101].map(length => character.repeat(length))
    const answers = [await post(titles[0] ?? ''), await post(titles[1] ?? ''), await post(titles[2] ?? '')]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 400],
    )
    assert.equal(answers[1]?.body.title, titles[1])
  })
}

test('NUL is refused with the field that has it', withDatabase, async () => {
  const id = await idOf('without NUL')
  const answers = [
    await post('a\0b'),
    await post('NUL in its text', 'a\0b'),
    await api.patch(`/notes/${id}`).send({ title: 'a\0b' }),
    await api.get('/notes').query({ title: 'a\0b' }),
  ]
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.errors[0].where]),
    [
      [400, 'body.title'],
      [400, 'body.text'],
      [400, 'body.title'],
      [400, 'query.title'],
    ],
  )
})

test('a text of 10,000 characters and of several lines comes back as it was', withDatabase, async () => {
  const text = `a "quoted"\n\ttext\\ ${'😀'.repeat(9_983)}`
  assert.equal([...text].length, 10_001)
  assert.equal((await post('too long', text)).status, 400)
  assert.equal((await post('long', text.slice(1))).body.text, text.slice(1))
})

test("the filter takes % _ ' and \\ for what they are", withDatabase, async () => {
  await Promise.all(
    ['50% of it', '50 of it', 'snake_case', 'snakeXcase', "it's", 'back\\slash'].map(t => post(t)),
  )
  const found = await Promise.all(['50%', 'e_c', "t's", 'k\\s'].map(title => titlesOf({ title })))
  assert.deepEqual(found, [['50% of it'], ['snake_case'], ["it's"], ['back\\slash']])
})

test('the filter tells case', withDatabase, async () => {
  await post('Upper case only')
  const found = await Promise.all(['Upper case', 'upper case'].map(title => titlesOf({ title })))
  assert.deepEqual(found, [['Upper case only'], []])
})
