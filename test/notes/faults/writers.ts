/** Clients that write notes, and remember what they asked for and what they were told. */
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, ask } from '../../cluster/faults/load.ts'

/** One note that a writer wants to be kept. Its text is its Idempotency-Key, so that a row says whose it is. */
export type Write = {
  readonly key: string
  readonly title: string
  /** 201: there is such a note, with this id. 409: another has the title. Undefined: no answer came to the end. */
  status?: 201 | 409
  id?: number
}

export type Record = {
  readonly writes: Write[]
  /** Answers and lost connections after which a writer asked again, by their kind: `reset`, `503`. */
  readonly retries: Map<string, number>
  /** What those answers said. */
  readonly details: Set<string>
  /** Answers that no fault explains, such as a 500. */
  readonly wrong: string[]
  /** Milliseconds of the slowest answer. */
  slowest: number
}

export type Writers = {
  readonly record: Record
  /** How many notes were acknowledged until now. */
  acknowledged(): number
  /** Lets every writer come to an end with the note that it has asked for. */
  stop(): Promise<Record>
}

/** Every third title is wanted by two writers, so that one of them must be refused. */
const titleOf = (writer: number, turn: number) =>
  turn % 3 === 0 ? `pair ${Math.floor(writer / 2)} turn ${turn}` : `writer ${writer} turn ${turn}`

/** Milliseconds after which a writer that still gets no good answer gives a note up. */
const patience = 90_000

/** What a fault may be answered with; every other status is wrong. */
const passing = [503, 507]

/** Starts writers of which each sends one note after another; half of them keep their connection. */
export function startWriters(port: number, { count = 20, pause = 0 } = {}): Writers {
  const record: Record = { writes: [], retries: new Map(), details: new Set(), wrong: [], slowest: 0 }
  let stopped = false

  async function writer(number: number): Promise<void> {
    const agent = number % 2 === 0 ? new Agent({ keepAlive: true, maxSockets: 1 }) : undefined
    for (let turn = 0; !stopped; turn++) {
      const key = `${number}-${turn}`
      const write: Write = { key, title: titleOf(number, turn) }
      record.writes.push(write)
      await settle(write, agent)
      if (pause > 0) await sleep(pause)
    }
    agent?.destroy()
  }

  async function settle(write: Write, agent: Agent | undefined): Promise<void> {
    const deadline = performance.now() + patience
    while (performance.now() < deadline) {
      const answer = await send(port, write, agent)
      record.slowest = Math.max(record.slowest, answer.milliseconds)
      const isWhole = answer.outcome === 'ok' || answer.outcome === 'wrong status'
      const status = isWhole ? answer.status : undefined
      if (status === 201 || status === 409) {
        write.status = status
        if (status === 201) write.id = JSON.parse(answer.body).id
        return
      }
      if (status !== undefined && !passing.includes(status)) {
        record.wrong.push(`${write.key}: ${status} ${answer.body}`)
        return
      }
      if (status !== undefined) record.details.add(JSON.parse(answer.body).detail)
      const kind = String(status ?? answer.outcome)
      record.retries.set(kind, (record.retries.get(kind) ?? 0) + 1)
      await sleep(20)
    }
  }

  const writers = Promise.all(Array.from({ length: count }, (_, number) => writer(number)))
  return {
    record,
    acknowledged: () => record.writes.filter(({ status }) => status === 201).length,
    async stop() {
      stopped = true
      await writers
      return record
    },
  }
}

function send(port: number, { key, title }: Write, agent: Agent | undefined): Promise<Answer> {
  return ask({
    port,
    method: 'POST',
    path: '/notes',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ title, text: key }),
    expected: 201,
    ...(agent && { agent }),
  })
}

/** How many times a writer had to ask again. */
export function retried({ retries }: Record): number {
  return [...retries.values()].reduce((sum, count) => sum + count, 0)
}

/** One line for a person: `2,104 written, 361 refused (409), 12 asked again (reset 8, 503 4), slowest 212 ms`. */
export function describeRecord(record: Record): string {
  const count = (status?: number) =>
    record.writes.filter(write => write.status === status).length.toLocaleString('en')
  const kinds = [...record.retries].map(([kind, times]) => `${kind} ${times}`).join(', ')
  const again = `${retried(record)} asked again${kinds && ` (${kinds})`}`
  const unknown = record.writes.some(({ status }) => status === undefined) ? `, ${count()} unanswered` : ''
  return `${count(201)} written, ${count(409)} refused (409), ${again}${unknown}, slowest ${Math.round(record.slowest)} ms`
}
