import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startLoggedApp } from './logged-app.ts'

type LoggedApp = Awaited<ReturnType<typeof startLoggedApp>>

/** Asks twice for what has fields that `returns` does not name, and gives the answer and what the log says of fields. */
async function saidOf(app: LoggedApp) {
  const answers = []
  for (const id of ['first', 'second']) {
    const response = await fetch(`${app.origin}/user`, { headers: { 'X-Request-Id': id } })
    answers.push(await response.json())
    await app.line({ id, path: '/user' })
  }
  const messages = app.lines.map(({ entry }) => String(entry.msg))
  return { answers, said: messages.filter(message => message.includes('leaves')) }
}

describe('in development', () => {
  let app: LoggedApp
  let found: Awaited<ReturnType<typeof saidOf>>
  before(async () => {
    app = await startLoggedApp(1, { NODE_ENV: 'development' })
    found = await saidOf(app)
  })
  after(() => app.stop())

  test('the log names each field that returns does not name once, within lists too', () => {
    const fields = found.said.map(message => /leaves (\S+) out/.exec(message)?.[1])
    assert.deepEqual(fields, ['passwordHash', 'posts[].title'])
  })

  test('the log names the entry that leaves a field out, and its line', () => {
    assert.match(
      found.said[0] ?? '',
      /^user \(GET \/user, test\/http\/fixtures\/logged-app\.ts:\d+\) leaves passwordHash out of its answer: its returns does not name it$/,
    )
  })

  test('a value of which returns makes another one is none that is left out', async () => {
    const response = await fetch(`${app.origin}/remade`, { headers: { 'X-Request-Id': 'remade' } })
    const answer = { unset: { a: 1 }, split: ['a', 'b'], filled: {}, emptied: null }
    assert.deepEqual(await response.json(), answer)
    await app.line({ id: 'remade', path: '/remade' })
    const messages = app.lines.map(({ entry }) => String(entry.msg))
    assert.deepEqual(
      messages.filter(message => message.startsWith('remade')),
      [],
    )
  })

  test('the answer is the same as ever', () => {
    const answer = { id: 7, posts: [{ id: 1 }, { id: 2 }], extra: { any: 'thing' } }
    assert.deepEqual(found.answers, [answer, answer])
  })
})

for (const NODE_ENV of ['production', 'test', '']) {
  test(`with NODE_ENV=${NODE_ENV} the log says nothing of fields`, async () => {
    const app = await startLoggedApp(1, { NODE_ENV })
    const { said } = await saidOf(app)
    await app.stop()
    assert.deepEqual(said, [])
  })
}
