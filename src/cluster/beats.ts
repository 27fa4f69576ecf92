import { monitorEventLoopDelay } from 'node:perf_hooks'
import { log } from '../log.ts'
import { type Beat, beatInterval, type Counts, tell } from './messages.ts'

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
    // Not before it is needed: an app without metrics is ready sooner, and one with them has it loaded.
    const { register } = await import('prom-client')
    const metrics = await register.getMetricsAsJSON()
    if (metrics.length > 0) await tell({ type: 'metrics', metrics })
  } catch (error) {
    log.warn({ err: error }, 'The metrics of the app could not be collected')
  }
}
