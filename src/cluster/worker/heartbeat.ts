import { createRequire } from 'node:module'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Registry } from 'prom-client'
import { log } from '../../log.ts'
import { type Beat, beatInterval, type Counts, tell } from '../messages.ts'

const require = createRequire(import.meta.url)
const promClient = require.resolve('prom-client')

/** Milliseconds between two samples of the event loop's delay, which the measure itself contains. */
const resolution = 20

/** Milliseconds before memory is looked at, so that a limit below what the app needs at rest is not a restart loop. */
const memorySettles = 5000

/**
 * Tells the supervisor every 250 ms how this worker is. A timer on the event loop that it reports on, and no thread: no
 * beat is what a stuck loop looks like.
 */
export function startBeats(count: () => Counts, maxMemory: number): { stop(): Promise<void> } {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const startedAt = performance.now()
  let reported = ''

  function beat(): void {
    const counts = count()
    const residentMemory = process.memoryUsage.rss()
    const eventLoopDelay = Math.max(0, Math.round(delay.percentile(99) / 1e4) / 100 - resolution)
    delay.reset()
    tellBeat({ ...counts, residentMemory, eventLoopDelay })

    const isSettled = performance.now() - startedAt > memorySettles
    if (maxMemory > 0 && isSettled && residentMemory > maxMemory * 2 ** 20)
      tell({ type: 'retire', reason: 'memory' })

    const changes = `${counts.requests} ${counts.inFlight}`
    if (changes !== reported) tellMetrics()
    reported = changes
  }

  const timer = setInterval(beat, beatInterval)
  beat()
  return {
    async stop() {
      clearInterval(timer)
      await tellMetrics()
    },
  }
}

function tellBeat(beat: Beat): void {
  tell({ type: 'beat', beat })
}

/** The metrics go by themselves, as an app's own collect functions may take time, and a beat may not. */
async function tellMetrics(): Promise<void> {
  try {
    const metrics = (await registry()?.getMetricsAsJSON()) ?? []
    if (metrics.length > 0) await tell({ type: 'metrics', metrics })
  } catch (error) {
    log.warn({ err: error }, 'The metrics of the app could not be collected')
  }
}

/**
 * Where the app's metrics are, if it has loaded prom-client. Loading it for an app that has none would hold up the first
 * clients of each worker, on a busy machine by more than a second.
 */
function registry(): Registry | undefined {
  return require.cache[promClient]?.exports.register
}
