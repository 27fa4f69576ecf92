/** --max-loop-delay with the server around it; at times that a test makes it is in overload.test.ts. */
import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, get } from '../faults/load.ts'
import type { Server } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

/** More than a worker does in 100 ms. */
const requests = 40
const path = '/compute?ms=50'

/** Requests that arrive at once, each on a connection of its own that has served one already. */
async function burst(server: Server): Promise<Answer[]> {
  const agents = Array.from({ length: requests }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  await Promise.all(agents.map(agent => get({ ...server, agent })))
  const answers = await Promise.all(agents.map(agent => get({ ...server, path, agent })))
  for (const agent of agents) agent.destroy()
  return answers
}

function refusedOf(answers: Answer[]): Answer[] {
  return answers.filter(({ status }) => status === 503)
}

test('a worker that is later than --max-loop-delay refuses further requests, and counts them', async () => {
  await serving({ flags: ['--max-loop-delay', '0.1'] }, async server => {
    const answers = await burst(server)
    const refused = refusedOf(answers)
    assert.ok(refused.length > 0 && refused.length < requests, `${refused.length} of ${requests}`)
    assert.ok(answers.every(({ status }) => status === 200 || status === 503))

    for (const { headers, body } of refused) {
      assert.equal(headers['retry-after'], '1')
      assert.equal(headers['content-type'], 'application/problem+json')
      assert.equal(JSON.parse(body).status, 503)
    }

    await until('a count of the refusals', async () => {
      const [worker] = (await server.status()).workers
      return worker?.requestsRefused === refused.length
    })
    const metrics = await get({ port: server.adminPort, path: '/metrics' })
    assert.match(metrics.body, new RegExp(`^cluster_requests_refused_total ${refused.length}$`, 'm'))
    await server.logged(/^Refusing requests: the event loop is over 0.1 s late/)
    assert.equal((await server.logged(/^Answering all requests again/)).refused, refused.length)
  })
})

test('the connection of a refused request stays', async () => {
  await serving({ flags: ['--max-loop-delay', '0.1'] }, async server => {
    const refused = refusedOf(await burst(server))
    assert.ok(refused.every(({ headers }) => headers.connection === 'keep-alive'))
  })
})

test('with --max-loop-delay 0 a late worker answers everything', async () => {
  await serving({ flags: ['--max-loop-delay', '0'] }, async server => {
    assert.deepEqual(refusedOf(await burst(server)), [])
  })
})

test('a request that came while the worker was stopped is answered', async () => {
  await serving({ flags: ['--max-loop-delay', '0.1'] }, async server => {
    const agent = new Agent({ keepAlive: true })
    await get({ ...server, agent })
    const [worker = 0] = await server.workers()
    process.kill(worker, 'SIGSTOP')
    const answer = get({ ...server, agent })
    await sleep(500)
    process.kill(worker, 'SIGCONT')
    assert.equal((await answer).status, 200)
    agent.destroy()
  })
})
