/** Servers on paper: the lists of workers that the supervisor decides about, with no process behind them. */

import type { FromPreparing, Heartbeat } from '../../../src/cluster/messages.ts'
import { type Options, readOptions } from '../../../src/cluster/settings/options.ts'
import {
  becomePrepared,
  becomeReady,
  createFleet,
  type Fleet,
  type Preparing,
  type Worker,
} from '../../../src/cluster/supervisor/fleet.ts'
import { createMetrics } from '../../../src/cluster/supervisor/metrics.ts'
import { plan } from '../../../src/cluster/supervisor/plan.ts'
import { beginReload } from '../../../src/cluster/supervisor/reload.ts'
import type { Supervisor } from '../../../src/cluster/supervisor/supervisor.ts'
import { log } from '../../../src/log.ts'

export const options: Options = readOptions(['--workers', '4', '--timeout', '30'], {}).options

/** What a worker says of itself that has nothing to do. */
export const heartbeat: Heartbeat = {
  requests: 0,
  refused: 0,
  lostLines: 0,
  open: 0,
  inFlight: 0,
  residentMemory: 0,
  eventLoopDelay: 0,
  isFull: false,
}

let lastId = 0

/** Puts a worker on the list, as it is when its process has just been started. */
export function boot(fleet: Fleet, now = 0): Worker {
  lastId += 1
  const worker: Worker = {
    id: lastId,
    pid: lastId,
    generation: fleet.current.number,
    bornAt: now,
    state: 'booting',
    deadline: now + 30_000,
  }
  fleet.workers.push(worker)
  return worker
}

/** A server that has just started, with no worker yet, for whose workers all is prepared. */
export function preparedFleet(given = options, bootsAtOnce = 4): Fleet {
  const fleet = createFleet(given, bootsAtOnce, 0)
  becomePrepared(fleet, 0)
  return fleet
}

/** A list of so many workers that serve. */
export function fleetOf(ready: number, now = 0): Fleet {
  const fleet = preparedFleet()
  fleet.lastStableAt = now
  fleet.want = ready
  for (let i = 0; i < ready; i += 1) becomeReady(fleet, boot(fleet, now), now)
  return fleet
}

/** Likewise, of an app that is asked whether it is ready. */
export function askedFleet(ready: number): Fleet {
  const fleet = fleetOf(ready)
  for (const worker of fleet.workers) worker.canBeAsked = true
  return fleet
}

/** Puts the process that prepares for the upcoming generation on the record. */
export function startPreparing(fleet: Fleet, outcome?: FromPreparing): Preparing {
  const generation = fleet.upcoming?.number ?? 0
  const preparing: Preparing = { pid: 1, generation, deadline: 300_000, ...(outcome && { outcome }) }
  fleet.preparing = preparing
  return preparing
}

/** Begins a reload, and prepares for it. */
export function reloadPrepared(supervisor: Supervisor, given = options): void {
  beginReload(supervisor, given)
  becomePrepared(supervisor.fleet, 0)
}

/** A server over a list, which writes no log, and whose processes nobody makes match. */
export function supervisorOf(fleet: Fleet): Supervisor {
  log.level = 'silent'
  return {
    app: 'main.js:app',
    folder: process.cwd(),
    fleet,
    metrics: createMetrics(),
    questions: new Map(),
    listeners: [],
    reconciledAt: 0,
    changed() {},
    removePidFile() {},
  }
}

/** What has to be done about a list, as words such as `boot` or `drain 3`. */
export function steps(fleet: Fleet, now = 1): string[] {
  return plan(fleet, now).map(step => ('worker' in step ? `${step.do} ${step.worker.id}` : step.do))
}
