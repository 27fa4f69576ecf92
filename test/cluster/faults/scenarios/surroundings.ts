/** What lies around a server fails: the disk of its log, whoever reads it, and its supply of file descriptors. */
import { closeSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPipe } from '../../pipe.ts'
import { eventually } from '../../wait.ts'
import { addTo, emptyTally, failures, startLoad } from '../load.ts'
import type { TimeLimit } from '../pace.ts'
import { failedOfAll, missed, type Result, type Scenario, type Start, withSubject } from './scenario.ts'

export const logFull: Scenario = {
  id: 'T29',
  name: 'log-full',
  criterion: 'stdout is a full disk, 20 clients, 4 s: no request fails, the same workers go on',
  async run(start, timeLimit) {
    const full = openSync('/dev/full', 'w')
    try {
      return await loadWhileLogging(start, timeLimit, full)
    } finally {
      closeSync(full)
    }
  },
}

export const logUnread: Scenario = {
  id: 'T30',
  name: 'log-unread',
  criterion:
    'stdout is a pipe that nobody reads, 20 clients, 4 s: no request fails, none takes 2 s, the same workers go on',
  async run(start, timeLimit) {
    // A pipe without any reader is another fault: who writes to it gets an error.
    const { reader, writer } = openPipe()
    try {
      return await loadWhileLogging(start, timeLimit, writer)
    } finally {
      closeSync(writer)
      closeSync(reader)
    }
  },
}

function loadWhileLogging(start: Start, timeLimit: TimeLimit, stdout: number): Promise<Result> {
  return withSubject(start, { stdout }, async subject => {
    const limit = await timeLimit(2000)
    const before = await subject.workers()
    const load = startLoad({ port: subject.port })
    await sleep(4000)
    const tally = await load.stop()
    const after = await subject.workers()
    const latest = await limit()
    return {
      tally,
      figure: failedOfAll(tally),
      notes: [`the slowest took ${Math.round(tally.slowest)} ms of ${latest}`],
      misses: missed([
        [failures(tally) > 0, `${failures(tally)} requests failed`],
        [tally.total === 0, 'nothing was answered'],
        [tally.slowest > latest, `a request took ${Math.round(tally.slowest)} ms`],
        [after.join() !== before.join(), 'workers were replaced'],
      ]),
    }
  })
}

const connections = 320
const openFiles = 256

export const openFilesShort: Scenario = {
  id: 'T31',
  name: 'open-files',
  criterion: `1 worker, ${openFiles} file descriptors, ${connections} connections that each ask once and stay until a second of silence: each is answered, by the same worker`,
  run: start =>
    withSubject(start, { workers: 1, openFiles }, async subject => {
      const before = await subject.workers()
      const tally = emptyTally()
      const started = performance.now()
      const clients = Array.from({ length: connections }, () => askAndStay(subject.port))
      await Promise.all(
        clients.map(async ({ socket, answered }) => {
          const outcome = await answered
          addTo(tally, { outcome, milliseconds: performance.now() - started })
          setTimeout(() => socket.destroy(), 1000)
        }),
      )
      const isThere = await eventually(async () => (await subject.workers()).length === 1, 10)
      const after = await subject.workers()
      return {
        tally,
        figure: failedOfAll(tally),
        notes: [],
        misses: missed([
          [failures(tally) > 0, `${failures(tally)} connections got no answer`],
          [!isThere || after.join() !== before.join(), 'the worker was replaced'],
        ]),
      }
    }),
}

/** A connection that asks once, and is kept. */
function askAndStay(port: number): { socket: Socket; answered: Promise<'ok' | 'reset' | 'timeout'> } {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
  const answered = new Promise<'ok' | 'reset' | 'timeout'>(resolve => {
    socket.once('data', () => resolve('ok'))
    socket.on('error', () => resolve('reset'))
    socket.on('close', () => resolve('reset'))
    socket.setTimeout(30_000, () => resolve('timeout'))
  })
  return { socket, answered }
}
