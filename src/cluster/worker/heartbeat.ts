import { monitorEventLoopDelay } from 'node:perf_hooks'
import { log, lostLines } from '../../log.ts'
import { readMetrics } from '../../metrics.ts'
import { type Counts, type Heartbeat, heartbeatInterval, tell } from '../messages.ts'
import { isShortOfFiles, residentMemory } from '../resident-memory.ts'

/** Milliseconds between two samples of the event loop's delay, which the measure itself contains. */
const resolution = 20

/** Milliseconds before memory is looked at, so that a limit below what the app needs at rest is not a restart loop. */
const memorySettlesAfter = 5000

type HeartbeatTimer = {
  /** Ends the heartbeats; resolves when the last metrics are on their way. */
  stop(): Promise<void>
}

/**
 * Tells the supervisor every 250 ms how this worker is. By a timer on the event loop that it reports on, not from a thread of
 * its own: a stuck loop shows as missing heartbeats.
 */
export function startHeartbeat(
  count: (noFileIsLeft: boolean) => Counts & { isFull: boolean },
  maxMemory: number,
): HeartbeatTimer {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const startedAt = performance.now()
  let reported = ''
  // Where memory cannot be looked at, it is what it was: no reason to end a worker.
  let lastMemory = 0

  function beat(): void {
    const memory = residentMemory()
    if (typeof memory === 'number') lastMemory = memory
    const counts = count(isShortOfFiles(memory))
    const eventLoopDelay = Math.max(0, Math.round(delay.percentile(99) / 1e4) / 100 - resolution)
    delay.reset()
    tellHeartbeat({ ...counts, lostLines: lostLines(), residentMemory: lastMemory, eventLoopDelay })

    const isSettled = performance.now() - startedAt > memorySettlesAfter
    if (maxMemory > 0 && isSettled && lastMemory > maxMemory * 2 ** 20)
      tell({ type: 'retire', reason: 'memory' })

    const changes = `${counts.requests} ${counts.inFlight}`
    if (changes !== reported) tellMetrics()
    reported = changes
  }

  const timer = setInterval(beat, heartbeatInterval)
  beat()
  return {
    async stop() {
      clearInterval(timer)
      await tellMetrics()
    },
  }
}

function tellHeartbeat(heartbeat: Heartbeat): void {
  tell({ type: 'heartbeat', heartbeat })
}

/** The metrics go by themselves, as an app's own collect functions may take time, which a heartbeat must not. */
async function tellMetrics(): Promise<void> {
  try {
    const metrics = await readMetrics()
    if (metrics.length > 0) await tell({ type: 'metrics', metrics })
  } catch (error) {
    log.warn({ err: error }, 'The metrics of the app could not be collected')
  }
}
