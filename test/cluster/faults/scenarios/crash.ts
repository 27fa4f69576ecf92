/** Workers that die, or stop without dying: a client loses at most what such a worker had already accepted. */
import { setTimeout as sleep } from 'node:timers/promises'
import { acceptedConnections } from '../../processes.ts'
import { eventually } from '../../wait.ts'
import { addTo, failures, get, startLoad } from '../load.ts'
import { areReplaced, failedOfAll, missed, type Scenario, withSubject } from './scenario.ts'

const clients = 20

export const killAll: Scenario = {
  id: 'T8',
  name: 'kill-all',
  criterion: `SIGKILL to all 4 workers: at most the ${clients} requests in flight fail, none is refused or hangs, none takes 1 s`,
  run: (start, timeLimit) =>
    withSubject(start, {}, async subject => {
      const limit = await timeLimit(1000)
      const load = startLoad({ port: subject.port }, { count: clients })
      await sleep(1500)
      const victims = await subject.workers()
      for (const pid of victims) process.kill(pid, 'SIGKILL')
      const replaced = await eventually(() => areReplaced(subject, victims), 20)
      await sleep(1500)
      const tally = await load.stop()
      const longest = await limit()
      return {
        tally,
        figure: failedOfAll(tally),
        notes: [`at most ${clients} may fail, within ${longest} ms`],
        misses: missed([
          [failures(tally) > clients, `${failures(tally)} requests failed`],
          [tally.refused > 0, `${tally.refused} connections were refused`],
          [tally.timeout > 0, `${tally.timeout} clients hung`],
          [tally.slowest >= longest, `one request took ${Math.round(tally.slowest)} ms of ${longest}`],
          [!replaced, 'the workers were not replaced'],
        ]),
      }
    }),
}

export const blackHole: Scenario = {
  id: 'T12',
  name: 'black-hole',
  criterion:
    'SIGSTOP to a worker, 9 more connections, SIGKILL after 2 s: only what it had accepted fails, nobody hangs',
  run: start =>
    withSubject(start, {}, async subject => {
      const load = startLoad({ port: subject.port }, { count: clients })
      await sleep(1000)
      const [victim] = await subject.workers()
      if (!victim) throw new Error('there is no worker to stop')
      process.kill(victim, 'SIGSTOP')
      await sleep(500)
      const late = Promise.all(Array.from({ length: 9 }, () => get({ port: subject.port })))
      await sleep(1500)
      const accepted = acceptedConnections(victim, subject.port)
      process.kill(victim, 'SIGKILL')
      await sleep(1500)
      const tally = await load.stop()
      for (const answer of await late) addTo(tally, answer)
      return {
        tally,
        figure: failedOfAll(tally),
        notes: [`the stopped worker had accepted ${accepted}`],
        misses: missed([
          [
            failures(tally) > accepted,
            `${failures(tally)} failed, though only ${accepted} had been accepted`,
          ],
          [tally.timeout > 0, `${tally.timeout} clients hung`],
        ]),
      }
    }),
}
