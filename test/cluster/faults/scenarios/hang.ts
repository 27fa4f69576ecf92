/** Workers whose event loop stands still. */
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { acceptedConnections, isAlive } from '../../processes.ts'
import { eventually } from '../../wait.ts'
import { addTo, emptyTally, failures, get, startLoad } from '../load.ts'
import { areReplaced, failedOfAll, missed, type Scenario, type Subject, withSubject } from './scenario.ts'

const timeout = 2
const seconds = timeout + 1.5

export const hangOne = hanging({ name: 'hang-one', victims: 1 })
export const hangThree = hanging({ name: 'hang-three', victims: 3 })

function hanging({ name, victims }: { readonly name: string; readonly victims: number }): Scenario {
  return {
    id: 'T10',
    name,
    criterion: `${victims} of 4 workers hung, timeout ${timeout} s: only what they had accepted fails, replaced in ${seconds} s`,
    run: (start, timeLimit) =>
      withSubject(start, { timeout }, async subject => {
        const { port } = subject
        const limit = await timeLimit(1500, timeout * 1000)
        const load = startLoad({ port })
        await sleep(500)
        const hung = await hang(port, victims)
        const started = performance.now()
        const accepted = [...hung.values()].reduce((sum, connections) => sum + connections, 0)
        const replaced = await eventually(() => areReplaced(subject, [...hung.keys()]), 15)
        const milliseconds = Math.round(performance.now() - started)
        await sleep(500)
        const tally = await load.stop()
        const latest = await limit()
        return {
          tally,
          figure: `${failedOfAll(tally)}; ${replaced ? `replaced in ${milliseconds} ms` : 'never replaced'}`,
          notes: [`the hung workers had accepted ${accepted}`, `the limit was ${latest} ms`],
          misses: missed([
            [hung.size < victims, `only ${hung.size} workers could be made to hang`],
            [
              failures(tally) > accepted,
              `${failures(tally)} failed, though only ${accepted} had been accepted`,
            ],
            [!replaced, 'the hung workers were not replaced in 15 s'],
            [replaced === true && milliseconds > latest, `replaced only after ${milliseconds} ms`],
          ]),
        }
      }),
  }
}

export const hangAll: Scenario = {
  id: 'T11',
  name: 'hang-all',
  criterion: `all 4 workers hang, timeout ${timeout} s: the next client is answered within ${seconds} s`,
  run: (start, timeLimit) =>
    withSubject(start, { timeout }, async subject => {
      const limit = await timeLimit(1500, timeout * 1000)
      const areHung = await hangAtOnce(subject, 4)
      const answer = await get({ port: subject.port, timeout: 20_000 })
      const tally = emptyTally()
      addTo(tally, answer)
      const milliseconds = Math.round(answer.milliseconds)
      const latest = await limit()
      return {
        tally,
        figure: `${failures(tally) > 0 ? 'no answer in' : 'answered after'} ${milliseconds} ms`,
        notes: [`the limit was ${latest} ms`],
        misses: missed([
          [!areHung, 'the four workers could not be made to hang at the same time'],
          [failures(tally) > 0, `the next client got no answer (${answer.outcome})`],
          [milliseconds > latest, `the next client waited ${milliseconds} ms`],
        ]),
      }
    }),
}

/** Makes so many workers hang, again if the first has been killed before the last one hung. Returns whether they all do. */
async function hangAtOnce(subject: Subject, count: number): Promise<boolean> {
  for (let tries = 0; tries < 5; tries++) {
    const hung = [...(await hang(subject.port, count)).keys()]
    if (hung.length === count && hung.every(isAlive)) return true
    await eventually(() => areReplaced(subject, hung), 15)
  }
  return false
}

/**
 * Asks for `/hang` until so many workers hang. Returns their pids, and how many connections each has accepted besides that
 * of the request that hangs it.
 */
async function hang(port: number, count: number): Promise<Map<number, number>> {
  const named = new Set<number>()
  const hung = new Map<number, number>()
  for (let tries = 0; hung.size < count && tries < 5 * count; tries++) {
    const answer = hangWhoAnswers(port).then(pid => pid && named.add(pid))
    await Promise.race([answer, sleep(500)])
    for (const pid of named) if (!hung.has(pid)) hung.set(pid, acceptedConnections(pid, port) - 1)
  }
  return hung
}

/** The pid that a worker names before it hangs. The connection stays open, as that of a client that waits. */
function hangWhoAnswers(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const call = request({ host: '127.0.0.1', port, path: '/hang', agent: false })
    call.on('error', () => resolve(undefined))
    call.on('response', response => {
      response.on('error', () => {})
      response.once('data', (pid: Buffer) => resolve(Number(pid)))
    })
    call.end()
  })
}
