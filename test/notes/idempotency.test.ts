/** The same POST twice under one Idempotency-Key adds one note. */
import './own-database.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { database } from '../../src/database.ts'
import { app } from '../../src/main.ts'
import { withDatabase } from './new-database.ts'

const api = supertest(app)
const post = (key: string, title: string, text = '') =>
  api.post('/notes').set('Idempotency-Key', key).send({ title, text })

async function countOf(title: string): Promise<number> {
  return (await api.get('/notes').query({ title })).body.length
}

test('the second call under a key gets the answer of the first', withDatabase, async () => {
  const first = await post('twice', 'once only')
  const second = await post('twice', 'once only')
  assert.deepEqual([second.status, second.body], [201, first.body])
  assert.equal(second.headers.location, first.headers.location)
  assert.equal(await countOf('once only'), 1)
})

test('it gets that answer even when the note was changed or removed meanwhile', withDatabase, async () => {
  const { body } = await post('later', 'short-lived')
  await api.delete(`/notes/${body.id}`)
  const again = await post('later', 'short-lived')
  assert.deepEqual([again.status, again.body], [201, body])
  assert.equal(await countOf('short-lived'), 0)
})

test('two calls at once under a key add one note, and get the same answer', withDatabase, async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('at once', 'together')))
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body]),
    Array(8).fill([201, answers[0]?.body]),
  )
  assert.equal(await countOf('together'), 1)
})

test(
  'a key that comes with another note is refused with a 422, and nothing is added',
  withDatabase,
  async () => {
    await post('for one note', 'the one')
    const answers = [
      await post('for one note', 'another'),
      await post('for one note', 'the one', 'another text'),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [422, 422],
    )
    assert.equal(await countOf('another'), 0)
  },
)

test('a key whose call failed may be tried again, and then adds the note', withDatabase, async () => {
  const { body: taken } = await api.post('/notes').send({ title: 'blocked', text: '' })
  assert.equal((await post('retry', 'blocked')).status, 409)
  assert.equal((await post('retry', 'blocked')).status, 409)
  await api.delete(`/notes/${taken.id}`)
  assert.equal((await post('retry', 'blocked')).status, 201)
})

test('a key of 1 to 200 characters is taken', withDatabase, async () => {
  const answers = [await post('k'.repeat(200), 'long key'), await post('k'.repeat(201), 'too long a key')]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 400],
  )
})

test('keys that are older than a day are forgotten when the next one comes', withDatabase, async () => {
  await post('old', 'of yesterday')
  await post('young', 'of this morning')
  const setAge = (key: string, hours: number) =>
    database
      .updateTable('idempotency_keys')
      .set({ created: new Date(Date.now() - hours * 3_600_000).toISOString() })
      .where('key', '=', `notes ${key}`)
      .execute()
  await setAge('old', 24.1)
  await setAge('young', 23.9)
  await post('next', 'of now')
  const kept = await database.selectFrom('idempotency_keys').select('key').execute()
  const keys = kept.map(({ key }) => key)
  assert.deepEqual([keys.includes('notes old'), keys.includes('notes young')], [false, true])
})
