import { checkWork } from './check-work.ts'
import type { Load } from './load.ts'
import { measure, type Sample, type Setting } from './measure.ts'
import { atRest } from './rest.ts'
import { run } from './running.ts'
import type { Server } from './servers.ts'

/** Samples by setting and server, one for each round, so that the same round's can be compared with one another. */
export type Samples = Map<string, Map<string, Sample[]>>

export type Plan = {
  servers: Server[]
  /** By name; all of them have the same number of workers. */
  settings: Record<string, Setting>
  rounds: number
  /** Requests before a server is measured, so that its code is compiled: a count, since in a time the slow would stay colder. */
  warmUp: number
  /** What they are, `mix` unless set. */
  warmUpWith?: Load
  /** Whether what a server costs at rest is measured first, which takes a second or two a start. */
  atRest?: boolean
}

/**
 * Measures all servers in turn, round by round, so that what else happens on the machine hits them alike. Every round starts
 * every server anew, since no two runs of a just-in-time compiler end in quite the same code.
 */
export async function measureInRounds(plan: Plan, progress: (line: string) => void): Promise<Samples> {
  const samples: Samples = new Map()
  for (let round = 1; round <= plan.rounds; round++) {
    for (const server of turned(plan.servers, round)) {
      for (const [name, sample] of await measureOnce(server, plan)) {
        const ofServer = getOrAdd(
          getOrAdd(samples, name, () => new Map<string, Sample[]>()),
          server.name,
          () => [],
        )
        ofServer.push(sample)
        const cost = `${sample.cpu.toFixed(1)} µs, ${Math.round(sample.throughput)} requests/s`
        progress(`round ${round}/${plan.rounds}  ${name}  ${server.name}: ${cost}`)
      }
    }
  }
  return samples
}

async function measureOnce(
  server: Server,
  { settings, warmUp, warmUpWith = 'mix', atRest: restsFirst = false }: Plan,
): Promise<[string, Sample][]> {
  const [first] = Object.values(settings)
  if (first === undefined) return []
  const running = await run(server, first.workers, first.pinned ? '0' : '0-1023')
  let answered = 0
  async function loadUntil(requests: number): Promise<void> {
    while (answered < requests) {
      const longer = Math.min(10, Math.ceil((requests - answered) / 50_000))
      answered += (await measure(running, { ...(first as Setting), load: warmUpWith, seconds: longer }))
        .requests
    }
  }
  try {
    const rest = restsFirst ? await atRest(running) : {}
    await checkWork(running)
    const measured: [string, Sample][] = []
    for (const [name, setting] of Object.entries(settings)) {
      await loadUntil(setting.after ?? warmUp)
      const sample = await measure(running, setting)
      answered += sample.requests
      measured.push([name, { ...sample, ...rest }])
    }
    return measured
  } finally {
    await running.stop()
  }
}

/** Each round begins with another server, so that none always follows the same one. */
function turned<T>(items: T[], by: number): T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
