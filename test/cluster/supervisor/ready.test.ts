/** An app that says whether it is ready, with processes; how answers are put together is in readiness.test.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type WrittenApp, writeApp } from '../apps.ts'
import { get } from '../faults/load.ts'
import { isAlive } from '../processes.ts'
import { type Server, startServer } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

/** Says what the file `state` beside it says. */
const source = `
export async function ready() {
  const state = existsSync(beside('state')) ? readFileSync(beside('state'), 'utf8') : 'yes'
  note('ready() is called')
  if (state === 'throws') throw new Error('connect ECONNREFUSED 127.0.0.1:5432')
  if (state === 'hangs') await there('go-on')
  return state !== 'no'
}`

async function servingApp(
  workers: number,
  body: (server: Server, app: WrittenApp) => Promise<void>,
): Promise<void> {
  const app = writeApp(source)
  const server = await startServer({ app: app.path, workers })
  try {
    await body(server, app)
  } finally {
    await server.stop()
  }
}

async function page({ adminPort }: Server, path: string) {
  const { status, body } = await get({ port: adminPort, path })
  return [status, body]
}

test('/ready says no with the reason as long as the app does, /status agrees, and /serving does not ask', async () => {
  await servingApp(2, async (server, app) => {
    assert.deepEqual(await page(server, '/ready'), [200, 'ready\n'])
    app.put('state', 'throws')
    assert.deepEqual(await page(server, '/ready'), [503, 'not ready: connect ECONNREFUSED 127.0.0.1:5432\n'])
    assert.equal((await server.status()).ready, false)
    assert.deepEqual(await page(server, '/serving'), [200, 'serving\n'])
    app.put('state', 'no')
    assert.deepEqual(await page(server, '/ready'), [503, 'not ready: ready() of the app says no\n'])
    app.put('state', 'yes')
    assert.deepEqual(await page(server, '/ready'), [200, 'ready\n'])
    assert.equal((await server.status()).ready, true)
  })
})

test('an app that does not answer in time says no, is not asked again meanwhile, and says yes when it can', async () => {
  await servingApp(1, async (server, app) => {
    const calls = () => server.log.filter(({ msg }) => msg === 'ready() is called').length
    app.put('state', 'hangs')
    const before = calls()
    for (let i = 0; i < 2; i += 1) {
      assert.deepEqual(await page(server, '/ready'), [
        503,
        'not ready: no worker has said that it is ready within 1 s\n',
      ])
    }
    assert.equal(calls(), before + 1)
    app.put('go-on')
    await until('ready', async () => (await page(server, '/ready'))[0] === 200)
  })
})

test('while one worker is stuck, another one says that it is ready', async () => {
  await servingApp(2, async server => {
    const [stuck = 0] = await server.workers()
    process.kill(stuck, 'SIGSTOP')
    assert.deepEqual(await page(server, '/ready'), [200, 'ready\n'])
    assert.ok(isAlive(stuck))
  })
})

test('an app without a say in it is ready while all of its workers are stuck', async () => {
  await serving({}, async server => {
    for (const pid of await server.workers()) process.kill(pid, 'SIGSTOP')
    assert.deepEqual(await page(server, '/ready'), [200, 'ready\n'])
  })
})
