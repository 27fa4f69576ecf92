import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Server, startServer } from '../server.ts'
import { until } from '../wait.ts'
import { get } from './load.ts'
import { fixture } from './ours.ts'

test('T26 metrics: 100 requests are still 100 after workers have been killed, and the counter never decreases', async t => {
  const server = await startServer({ app: fixture('counting') })
  try {
    const answers = await Promise.all(Array.from({ length: 100 }, () => get(server)))
    assert.deepEqual(
      answers.filter(({ outcome }) => outcome !== 'ok'),
      [],
    )
    await until('a count of 100 requests', async () => (await countOfRequests(server)) >= 100)

    const scrapes: number[] = []
    for (const pid of await server.workers()) {
      process.kill(pid, 'SIGKILL')
      for (let i = 0; i < 10; i++) {
        scrapes.push(await countOfRequests(server))
        await sleep(50)
      }
    }
    t.diagnostic(
      `T26 metrics: ${scrapes.length} scrapes, from ${Math.min(...scrapes)} to ${Math.max(...scrapes)}`,
    )
    assert.deepEqual(new Set(scrapes), new Set([100]))
  } finally {
    await server.stop()
  }
})

async function countOfRequests({ adminPort }: Server): Promise<number> {
  const { body } = await get({ port: adminPort, path: '/metrics' })
  return Number(/^fixture_requests_total (\d+)$/m.exec(body)?.[1] ?? 0)
}
