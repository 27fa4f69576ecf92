import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { addTo, describe, emptyTally, get, type Tally } from '../../cluster/faults/load.ts'

export const clients = 8

/** What the clients saw that mean well: each keeps a connection, and asks again a moment after it was answered. */
export type Service = { tally: Tally; p99: number }

export const nothingSeen: Service = { tally: emptyTally(), p99: 0 }

/** Starts such clients; `measure` tells what they have seen since the last time. */
export function startPatientClients(port: number) {
  let tally = emptyTally()
  let times: number[] = []
  let stopped = false

  async function client(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (!stopped) {
      const answer = await get({ port, path: '/hello/Ada', agent })
      addTo(tally, answer)
      times.push(answer.milliseconds)
      await sleep(10)
    }
    agent.destroy()
  }
  const all = Promise.all(Array.from({ length: clients }, client))

  return {
    measure(): Service {
      const sorted = times.toSorted((a, b) => a - b)
      const service = { tally, p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0 }
      tally = emptyTally()
      times = []
      return service
    },
    async stop(): Promise<void> {
      stopped = true
      await all
    },
  }
}

export function show({ tally, p99 }: Service): string {
  return `${describe(tally)}, p99 ${p99.toFixed(1)} ms`
}
