import { performance } from 'node:perf_hooks'
import { log } from '../../log.ts'
import type { Refusal } from './refuse.ts'

/** Milliseconds between two ticks: short beside any sensible limit, and long beside what a tick costs. */
const interval = 50

/** Milliseconds without a refusal after which an overload is over, for the log. */
const quietPeriod = 1000

const refusal: Refusal = {
  status: 503,
  detail: 'There are more requests than this server can answer. Try again later.',
  // Seconds: within that, a queue of ours is gone.
  headers: { 'Retry-After': '1' },
}

export type EventLoop = {
  /** To be called with every connection. */
  noteConnection(): void
  /** The refusal of a request, if the loop is late; its connection stays. */
  refuseIfLate(): Refusal | undefined
  /** How many requests have been refused. */
  refused(): number
}

/**
 * Watches for an event loop that is more than `maxDelay` milliseconds late, so that further requests can be refused.
 *
 * A timer ticks in every turn of the loop and notes by when the next tick is due. A request that is read later than that, and
 * all that wait behind it, are refused within the same turn. So a turn takes at most the limit and the work of one request,
 * however many wait, and the next turn starts with serving again. As long as requests are refused, a quarter of the limit
 * counts, so that answers and refusals both come quickly. One long turn alone does not change the limit.
 *
 * @param maxDelay milliseconds; 0 for no limit
 */
export function watchEventLoop(maxDelay: number): EventLoop {
  let allowed = maxDelay
  let lateFrom = Number.POSITIVE_INFINITY
  let utilization = performance.eventLoopUtilization()
  let refused = 0
  let refusedAtTick = 0
  let isClearing = false
  let hasAccepted = false
  let overload: { since: number; lastRefusal: number } | undefined

  function tick(): void {
    const now = performance.now()
    report(now)
    allowed = refused > refusedAtTick ? maxDelay / 4 : maxDelay
    lateFrom = now + interval + allowed
    utilization = performance.eventLoopUtilization()
    refusedAtTick = refused
  }

  /** Says when refusing starts and ends, and nothing in between. */
  function report(now: number): void {
    if (refused > refusedAtTick) {
      if (!overload) log.warn(`Refusing requests: the event loop is over ${maxDelay / 1000} s late`)
      overload = { since: overload?.since ?? refusedAtTick, lastRefusal: now }
    } else if (overload && now - overload.lastRefusal > quietPeriod) {
      log.info({ refused: refused - overload.since }, 'Answering all requests again')
      overload = undefined
    }
  }

  /**
   * Goes on refusing until no connection waits to be accepted. Node accepts one in each turn of the loop (libuv, since
   * 1.46): without this, new clients would wait for many long turns while those already connected are served again and again.
   */
  function clearBacklog(until: number): void {
    hasAccepted = false
    setImmediate(() => {
      if (hasAccepted && performance.now() < until) clearBacklog(until)
      else isClearing = false
    })
  }

  // The first turn, in which a worker is still starting, is not measured. The next one is, as a burst may come in it.
  if (maxDelay > 0) {
    setImmediate(tick)
    setInterval(tick, interval)
  }

  function isLate(): boolean {
    if (isClearing) return true
    if (performance.now() < lateFrom) return false
    // A process that was stopped (a paused container) is late as well, but has nothing to catch up with.
    return performance.eventLoopUtilization(utilization).active > allowed
  }

  return {
    noteConnection() {
      hasAccepted = true
    },
    refuseIfLate() {
      if (!isLate()) return undefined
      refused += 1
      // Whether a connection waits shows only in the next turn.
      if (!isClearing) setImmediate(clearBacklog, performance.now() + maxDelay / 4)
      isClearing = true
      return refusal
    },
    refused: () => refused,
  }
}
