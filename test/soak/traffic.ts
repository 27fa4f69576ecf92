import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, ask, type Call } from '../cluster/faults/load.ts'
import { invalid, valid, withBody } from './calls.ts'
import type { Ledger } from './ledger.ts'
import { endlessHeader, slowBody, slowHeader } from './slow.ts'

/** Seconds after which the server under test cuts off a header that does not end (--headers-timeout). */
export const headersTimeout = 5

/** How many clients of each kind there are. Together they leave a machine of two processors some air to start workers in. */
const counts = { valid: 12, invalid: 4, 'slow header': 3, 'slow body': 3, 'endless header': 2 }

export interface Traffic {
  /** Lets every client finish the request that it is in. */
  stop(): Promise<void>
}

/** Starts clients that each send one request after another to a server of this API, and note what became of it. */
export function startTraffic(port: number, ledger: Ledger): Traffic {
  let stopped = false
  let sent = 0

  async function client(turn: (agent?: Agent) => Promise<void>, keepAlive: boolean) {
    const agent = keepAlive ? new Agent({ keepAlive: true, maxSockets: 1 }) : undefined
    while (!stopped) {
      await turn(agent)
      // Mostly brisk, now and then idle for as long as a person would be.
      await sleep(Math.random() < 0.05 ? Math.random() * 300 : Math.random() * 30)
    }
    agent?.destroy()
  }

  async function askRight(agent?: Agent): Promise<void> {
    const id = `soak-${++sent}`
    const call = pick(valid)
    const headers = { ...call.headers, 'x-request-id': id }
    const answer = await ask({ ...call, port, headers, ...(agent && { agent }) })
    // An answer with another id would be the answer to another request.
    ledger.note('valid', answer, answer.outcome === 'ok' && answer.headers['x-request-id'] === id)
  }

  async function askWrong(agent?: Agent): Promise<void> {
    ledger.note('invalid', await ask({ ...pick(invalid), port, ...(agent && { agent }) }))
  }

  function slowly(kind: string, calls: readonly Omit<Call, 'port'>[], how: (call: Call) => Promise<Answer>) {
    return async () => ledger.note(kind, await how({ ...pick(calls), port }))
  }

  const limit = (headersTimeout + 5) * 1000
  const turns: { [kind in keyof typeof counts]: (agent?: Agent) => Promise<void> } = {
    valid: askRight,
    invalid: askWrong,
    'slow header': slowly('slow header', valid, slowHeader),
    'slow body': slowly('slow body', withBody.length > 0 ? withBody : valid, slowBody),
    'endless header': slowly('endless header', valid, call => endlessHeader(call, limit)),
  }
  const clients = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, i) => client(turns[kind as keyof typeof counts], i % 2 === 0)),
  )
  return {
    async stop() {
      stopped = true
      await Promise.all(clients)
    },
  }
}

function pick<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T
}
