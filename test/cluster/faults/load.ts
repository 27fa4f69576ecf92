import { Agent, request } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, connectionOf } from './connection.ts'

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
  /** What it went over, unless there was no time to open any. */
  readonly connection?: Connection
}

export interface Target {
  readonly port: number
  /** 127.0.0.1 unless given. */
  readonly host?: string
  /** A unix socket, in place of host and port. */
  readonly socketPath?: string
  readonly path?: string
  /** The certificate to trust, for a server that speaks TLS. */
  readonly ca?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly agent?: Agent
  /** Milliseconds for the whole exchange; 10,000 unless given. */
  readonly timeout?: number
}

export interface Call extends Target {
  readonly method?: string
  readonly body?: string
  /** The status that makes the outcome `ok`; 200 unless given. */
  readonly expected?: number
}

/** One GET. It never rejects: a failure is an outcome, and is not tried again. */
export function get(target: Target): Promise<Answer> {
  return ask(target)
}

/**
 * One request of any kind, that like `get` never rejects.
 * @param body a stream for one that comes in pieces
 */
export function ask(target: Call, body: string | Readable | undefined = target.body): Promise<Answer> {
  const { port, host = '127.0.0.1', socketPath, path = '/', ca, agent = false, timeout = 10_000 } = target
  const { method = 'GET', headers = {}, expected = 200 } = target
  const started = performance.now()
  return new Promise(resolve => {
    const where = { ...(socketPath ? { socketPath } : { host, port }), method, path, headers, agent }
    const call = ca ? tlsRequest({ ...where, ca }) : request(where)
    const expiry = setTimeout(() => call.destroy(timedOut), timeout)
    let answer: Omit<Answer, 'milliseconds'> = { outcome: 'other', body: '', headers: {} }
    const fail = (error: Error) => {
      answer = { ...answer, outcome: classify(error) }
    }

    call.on('socket', socket => {
      answer = { ...answer, connection: connectionOf(socket) }
    })
    call.on('response', response => {
      const { statusCode: status = 0, headers } = response
      answer = { ...answer, status, headers, ...(headers['x-pid'] && { pid: Number(headers['x-pid']) }) }
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        answer = { ...answer, body: answer.body + text }
      })
      response.on('error', fail)
      response.on('end', () => {
        answer = { ...answer, outcome: status === expected ? 'ok' : 'wrong status' }
      })
    })
    call.on('error', fail)
    call.on('close', () => {
      clearTimeout(expiry)
      resolve({ ...answer, milliseconds: performance.now() - started })
    })
    if (body instanceof Readable) body.pipe(call)
    else call.end(body)
  })
}

const timedOut = new Error('the client waited long enough')

/** What an error of a client's connection means for its request. */
export function classify(error: NodeJS.ErrnoException): Outcome {
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

/** Milliseconds of nothing but refusals after which a load ends by itself: its test has failed, and stopped its server alone. */
const abandoned = 30_000

/** Starts clients (20 unless told) that each send one request after another until `stop()`. */
export function startLoad(target: Call, { count = 20, keepAlive = false }: Clients = {}): Load {
  const tally = emptyTally()
  const pids = new Set<number>()
  let stopped = false
  let acceptedAt = performance.now()

  async function client() {
    const one = { keepAlive: true, maxSockets: 1 }
    const agent = keepAlive ? (target.ca ? new TlsAgent(one) : new Agent(one)) : undefined
    while (!stopped) {
      const burst = keepAlive ? 1 + Math.floor(Math.random() * 20) : 1
      for (let i = 0; i < burst && !stopped; i++) {
        const answer = await ask({ ...target, ...(agent && { agent }) })
        addTo(tally, answer)
        if (answer.pid) pids.add(answer.pid)
        if (answer.outcome !== 'refused') acceptedAt = performance.now()
        else if (performance.now() - acceptedAt > abandoned) stopped = true
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

export function addTo(
  tally: Tally,
  { outcome, milliseconds }: Pick<Answer, 'outcome' | 'milliseconds'>,
): void {
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
