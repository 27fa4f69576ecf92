import { setTimeout as sleep } from 'node:timers/promises'
import { get } from '../cluster/faults/load.ts'
import type { Server } from '../cluster/server.ts'
import { eventually, until } from '../cluster/wait.ts'
import { type Done, isReloaded, startDisturbances } from './disturbances.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { startTraffic } from './traffic.ts'
import { type Files, filesOf, type Samples, startWatch } from './watch.ts'

export interface Outcome {
  readonly minutes: number
  readonly ledger: Ledger
  readonly done: Done
  /** Workers replaced and reloads ended, as the server counts them. */
  readonly restarts: { readonly [reason: string]: number }
  readonly reloads: { readonly [outcome: string]: number }
  readonly samples: Samples
  readonly files: { readonly before: Files; readonly after: Files | undefined }
  /** What the log should not have said. */
  readonly complaints: readonly string[]
  /** How the server ended when it was told to stop. */
  readonly exit: string
}

/** Milliseconds between two reports of the progress. */
const reportEvery = 10_000

/**
 * Sends traffic of all kinds to a running server of this API while its workers are reloaded, added, taken away and killed;
 * lets it come to rest, and stops it.
 * @param progress is told how it goes, every ten seconds
 */
export async function soak(
  server: Server,
  minutes: number,
  progress: (line: string) => void,
): Promise<Outcome> {
  const before = await filesOf(server)
  const ledger = createLedger()
  const watch = startWatch(server)
  const traffic = startTraffic(server.port, ledger)
  const disturbances = startDisturbances(server, ledger)
  const started = performance.now()
  const ended = server.exited.then(() => true)
  const duration = minutes * 60_000
  for (let at = Math.min(reportEvery, duration); ; at = Math.min(at + reportEvery, duration)) {
    const left = started + at - performance.now()
    if (await Promise.race([sleep(left, false), ended])) throw new Error('the server ended by itself')
    progress(`${clock(at)}  ${progressOf(ledger)}`)
    if (at === duration) break
  }
  await disturbances.stop()
  await watch.stop()
  await traffic.stop()

  await until('the end of the last reload', () => isReloaded(server), 120)
  const after = await eventually(async () => {
    const files = await filesOf(server)
    return isAtRest(files, before) && files
  }, 60)
  const metrics = (await get({ port: server.adminPort, path: '/metrics' })).body
  server.signal('SIGTERM')
  const { code, signal } = await server.exited
  return {
    minutes,
    ledger,
    done: disturbances.done,
    restarts: counters(metrics, 'cluster_worker_restarts_total'),
    reloads: counters(metrics, 'cluster_reloads_total'),
    samples: watch.samples,
    files: { before, after },
    complaints: complaintsOf(server),
    exit: signal ?? `code ${code}`,
  }
}

function isAtRest(now: Files, before: Files): boolean {
  return now.supervisor <= before.supervisor && now.worker <= before.worker
}

function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function progressOf({ kills, total }: Ledger): string {
  const requests = total('total').toLocaleString('en')
  return `${requests} requests, ${kills.length} workers killed and ${total('lost')} requests with them, ${total('failed')} failed`
}

/** The values of a counter in Prometheus' text, by the value of its one label. */
function counters(metrics: string, name: string): { [label: string]: number } {
  const lines = metrics.matchAll(new RegExp(`^${name}\\{\\w+="([^"]+)"\\} (\\d+)$`, 'gm'))
  return Object.fromEntries([...lines].map(([, label, value]) => [label, Number(value)]))
}

/** The lines of the log that tell of trouble, but for the workers that were killed, and all that is no line of a log. */
function complaintsOf({ log, garbled, errors }: Server): string[] {
  const trouble = log.filter(({ level, msg }) => {
    return (level === 'error' || level === 'fatal') && !/was sent SIGKILL! Perhaps out of memory\?$/.test(msg)
  })
  return [...trouble.map(line => JSON.stringify(line)), ...garbled, ...errors().split('\n').filter(Boolean)]
}
