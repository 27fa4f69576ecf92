import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What became of one request, as its client saw it. */
export type Outcome = 'ok' | 'wrong status' | 'refused' | 'reset' | 'timeout' | 'other'

export interface Answer {
  readonly outcome: Outcome
  /** The status, where one arrived. */
  readonly status?: number
  /** The process that says it answered (the fixture apps send `x-pid`). */
  readonly pid?: number
  readonly body: string
  readonly headers: NodeJS.Dict<string | string[]>
  /** From the call to the last byte or the error. */
  readonly milliseconds: number
}

export interface Target {
  readonly port: number
  /** 127.0.0.1 unless given. */
  readonly host?: string
  /** A unix socket, in place of host and port. */
  readonly socketPath?: string
  readonly path?: string
  readonly agent?: Agent
  /** Milliseconds for the whole exchange; 10,000 unless given. */
  readonly timeout?: number
}

/** One GET. It never rejects: a failure is an outcome, and is not tried again. */
export function get(target: Target): Promise<Answer> {
  const { port, host = '127.0.0.1', socketPath, path = '/', agent = false, timeout = 10_000 } = target
  const started = performance.now()
  return new Promise(resolve => {
    const call = request({ ...(socketPath ? { socketPath } : { host, port }), path, agent })
    const expiry = setTimeout(() => call.destroy(timedOut), timeout)
    let answer: Omit<Answer, 'milliseconds'> = { outcome: 'other', body: '', headers: {} }
    const fail = (error: Error) => {
      answer = { ...answer, outcome: classify(error) }
    }

    call.on('response', response => {
      const { statusCode: status = 0, headers } = response
      answer = { ...answer, status, headers, ...(headers['x-pid'] && { pid: Number(headers['x-pid']) }) }
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        answer = { ...answer, body: answer.body + text }
      })
      response.on('error', fail)
      response.on('end', () => {
        answer = { ...answer, outcome: status === 200 ? 'ok' : 'wrong status' }
      })
    })
    call.on('error', fail)
    call.on('close', () => {
      clearTimeout(expiry)
      resolve({ ...answer, milliseconds: performance.now() - started })
    })
    call.end()
  })
}

const timedOut = new Error('the client waited long enough')

function classify(error: NodeJS.ErrnoException): Outcome {
  if (error === timedOut) return 'timeout'
  if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') return 'refused'
  // HPE_…: the answer was cut where the parser expected more of it.
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE' || error.code?.startsWith('HPE_')) return 'reset'
  return 'other'
}

export interface Tally extends Record<Outcome, number> {
  total: number
  /** Of the requests that were answered, in milliseconds. */
  slowest: number
}

export interface Load {
  /** Goes on counting until the load has stopped. */
  readonly tally: Tally
  /** The processes that answered. */
  readonly pids: ReadonlySet<number>
  /** Lets every client finish the request that it is in. */
  stop(): Promise<Tally>
}

export interface Clients {
  readonly count?: number
  /**
   * Each client keeps one connection: bursts of up to 20 requests, then 0 to 300 ms of silence, in which a server
   * that closes idle connections carelessly does so. Otherwise every request has a new connection.
   */
  readonly keepAlive?: boolean
}

/** Starts clients (20 unless told) that each send one request after another until `stop()`. */
export function startLoad(target: Target, { count = 20, keepAlive = false }: Clients = {}): Load {
  const tally = emptyTally()
  const pids = new Set<number>()
  let stopped = false

  async function client() {
    const agent = keepAlive ? new Agent({ keepAlive: true, maxSockets: 1 }) : undefined
    while (!stopped) {
      const burst = keepAlive ? 1 + Math.floor(Math.random() * 20) : 1
      for (let i = 0; i < burst && !stopped; i++) {
        const answer = await get({ ...target, ...(agent && { agent }) })
        addTo(tally, answer)
        if (answer.pid) pids.add(answer.pid)
        // A port that refuses would otherwise be asked some thousand times a second, and drown every other figure.
        if (answer.outcome === 'refused') await sleep(5)
      }
      if (keepAlive && !stopped) await sleep(Math.random() * 300)
    }
    agent?.destroy()
  }
  const clients = Promise.all(Array.from({ length: count }, client))

  return {
    tally,
    pids,
    async stop() {
      stopped = true
      await clients
      return tally
    },
  }
}

export function emptyTally(): Tally {
  return { total: 0, ok: 0, 'wrong status': 0, refused: 0, reset: 0, timeout: 0, other: 0, slowest: 0 }
}

export function addTo(tally: Tally, { outcome, milliseconds }: Answer): void {
  tally.total += 1
  tally[outcome] += 1
  if (outcome === 'ok') tally.slowest = Math.max(tally.slowest, milliseconds)
}

export function failures({ total, ok }: Tally): number {
  return total - ok
}

/** One line for a person: `3 failed of 10,212 (reset 3), slowest 41 ms`. */
export function describe(tally: Tally): string {
  const classes = (['wrong status', 'refused', 'reset', 'timeout', 'other'] as const)
    .filter(outcome => tally[outcome] > 0)
    .map(outcome => `${outcome} ${tally[outcome]}`)
  const why = classes.length > 0 ? ` (${classes.join(', ')})` : ''
  const total = tally.total.toLocaleString('en')
  return `${failures(tally)} failed of ${total}${why}, slowest ${Math.round(tally.slowest)} ms`
}
