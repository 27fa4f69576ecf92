/** Planned changes: whoever is a client then must not notice. */
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../../wait.ts'
import { failures, startLoad } from '../load.ts'
import { areReplaced, failedOfAll, missed, type Scenario, withSubject } from './scenario.ts'

interface Traffic {
  readonly id: string
  readonly name: string
  readonly traffic: string
  readonly keepAlive: boolean
}

const newConnections = { traffic: 'a new connection for each request', keepAlive: false }
const keepAliveConnections = { traffic: 'keep-alive connections with idle times', keepAlive: true }

export const rollNewConnections = rolling({ id: 'T1', name: 'roll-newconn', ...newConnections })
export const rollKeepAlive = rolling({ id: 'T2', name: 'roll-keepalive', ...keepAliveConnections })
export const recycleNewConnections = recycling({ id: 'T3', name: 'recycle-newconn', ...newConnections })
export const recycleKeepAlive = recycling({ id: 'T3', name: 'recycle-keepalive', ...keepAliveConnections })

function rolling({ id, name, traffic, keepAlive }: Traffic): Scenario {
  const reloads = 7
  const requests = 10_000
  return {
    id,
    name,
    criterion: `${reloads} reloads in 6 s, 20 clients, ${traffic}: of at least 10,000 requests none fails`,
    run: start =>
      withSubject(start, {}, async subject => {
        const load = startLoad({ port: subject.port }, { keepAlive })
        const started = performance.now()
        let before: number[] = []
        for (let i = 0; i < reloads; i++) {
          await sleep(started + i * 1000 - performance.now())
          before = await subject.workers()
          await subject.reload()
        }
        const renewed = await eventually(() => areReplaced(subject, before), 60)
        const enough = await eventually(() => load.tally.total >= requests, 60)
        const tally = await load.stop()
        return {
          tally,
          figure: failedOfAll(tally),
          notes: [`${load.pids.size} worker processes answered`],
          misses: missed([
            [failures(tally) > 0, `${failures(tally)} requests failed`],
            [!renewed, 'the last reload did not replace the workers'],
            [!enough, `there were only ${tally.total} requests`],
          ]),
        }
      }),
  }
}

function recycling({ id, name, traffic, keepAlive }: Traffic): Scenario {
  const workers = 4
  const recycles = 10
  return {
    id,
    name,
    criterion: `workers replaced after 200 to 250 requests, ${traffic}: no request fails in 10 or more replacements`,
    run: start =>
      withSubject(start, { workers, recycling: { requests: 200, jitter: 50 } }, async subject => {
        const load = startLoad({ port: subject.port }, { keepAlive })
        await sleep(4000)
        const enough = await eventually(() => load.pids.size >= workers + recycles, 90)
        const tally = await load.stop()
        const replaced = load.pids.size - workers
        return {
          tally,
          figure: failedOfAll(tally),
          notes: [`${replaced} workers replaced`],
          misses: missed([
            [failures(tally) > 0, `${failures(tally)} requests failed`],
            [!enough, `there were only ${replaced} replacements`],
          ]),
        }
      }),
  }
}

export const badDeploy: Scenario = {
  id: 'T5',
  name: 'bad-deploy',
  criterion:
    'a reload of an app that throws: no request fails, the old workers stay, the next good reload works',
  run: start =>
    withSubject(start, {}, async subject => {
      const load = startLoad({ port: subject.port })
      await sleep(500)
      const before = await subject.workers()
      await subject.deploy('throws')
      await subject.reload()
      await sleep(2500)
      const after = await subject.workers()
      const kept = before.filter(pid => after.includes(pid))

      await subject.deploy('works')
      await subject.reload()
      const renewed = await eventually(() => areReplaced(subject, before), 60)
      await sleep(500)
      const tally = await load.stop()
      return {
        tally,
        figure: failedOfAll(tally),
        notes: [`${kept.length} of ${before.length} workers outlived the bad reload`],
        misses: missed([
          [failures(tally) > 0, `${failures(tally)} requests failed`],
          [kept.length < before.length, `${before.length - kept.length} workers were lost to the bad reload`],
          [!renewed, 'the good reload afterwards did not replace the workers'],
        ]),
      }
    }),
}
