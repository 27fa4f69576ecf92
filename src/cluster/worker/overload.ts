import type { ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { log } from '../../log.ts'
import { refuse } from './refuse.ts'

/** Milliseconds between two ticks: short beside any sensible limit, and long beside what a tick costs. */
const interval = 50

/** Milliseconds without a refusal after which an overload is over, for the log. */
const calm = 1000

/** Seconds after which a refused client may try again: within that, a queue of ours is gone. */
const retryAfter = '1'

/**
 * Watches for an event loop that is more than `maxDelay` milliseconds late, so that further requests can be refused.
 *
 * A timer ticks in every turn of the loop and notes how late the next tick may be. A request that is read after that finds
 * the turn too long already: it and all that wait behind it are refused within the turn. So no turn is longer than the limit
 * and the work of one request, however many wait, and the next one starts with serving again. While that goes on, a quarter
 * of the limit holds, so that answers and refusals are both quick; a single long turn is no reason for it.
 */
export function watchEventLoop(maxDelay: number) {
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
    } else if (overload && now - overload.lastRefusal > calm) {
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

  // The first turn, in which a worker is still starting, is not measured.
  if (maxDelay > 0) setInterval(tick, interval)

  return {
    /** To be called with every connection. */
    noteConnection(): void {
      hasAccepted = true
    },
    isLate(): boolean {
      if (isClearing) return true
      if (performance.now() < lateFrom) return false
      // A process that was stopped (a paused container) is late as well, but has nothing to catch up with.
      return performance.eventLoopUtilization(utilization).active > allowed
    },
    /** Refuses a request for now; its connection stays. */
    refuse(response: ServerResponse): void {
      refused += 1
      // The first turn to tell whether a connection waits is the next one.
      if (!isClearing) setImmediate(clearBacklog, performance.now() + maxDelay / 4)
      isClearing = true
      const detail = 'There are more requests than this server can answer. Try again later.'
      refuse(response, 503, detail, { 'retry-after': retryAfter })
    },
    refused: () => refused,
  }
}
