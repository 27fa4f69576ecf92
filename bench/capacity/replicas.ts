/**
 * What a run of the bench predicts for 1, 2 and 4 replicas, beside what they do in the swarm of docs/scale.md:
 *
 *   node --import tsx bench/capacity/replicas.ts FILE        FILE as for run.ts; --write puts the table into docs/scale.md
 *
 * All of them are on this machine, whose cores they would share. So each gets a small part of a core and no more, and the
 * question is whether two and four such parts answer twice and four times as much, and as much as was predicted. What a
 * network between machines, or a database that all of them ask, does to that, it cannot tell.
 *
 * Needs Docker, and takes five minutes.
 */
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as provenance from '../../scripts/provenance.ts'
import { aligned } from '../../scripts/table.ts'
import type { Machine } from '../../test/deploy/scale/machines.ts'
import { command } from '../../test/deploy/scale/page.ts'
import { oneMachine, startSwarm } from '../../test/deploy/scale/swarm.ts'
import { writeBlock } from '../block.ts'
import { applyLoad } from '../speed/load.ts'
import { median } from '../speed/statistics.ts'
import { costsOf, type Run } from './figures.ts'

/** Of a core, for each replica: small enough that four, nginx and the load generator fit on two cores. */
const share = 0.15
const numbers = [1, 2, 4]
/** Requests for each, after which its code is compiled. */
const warmUp = 15_000
const rounds = 3

/** A command that prints a container's account: of the first or the second version of the kernel's control groups. */
const account = 'cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2> /dev/null || cat /sys/fs/cgroup/cpu.stat'

type Measured = {
  rate: number
  /** Microseconds of CPU time a request. */
  replicaCpu: number
  proxyCpu: number
  /** What the replicas took of the CPU time that they may take. */
  busy: number
}

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
})
const [loadBefore = 0] = loadavg()
const run: Run = JSON.parse(readFileSync(positionals[0] ?? '/dev/stdin', 'utf8'))
// nginx of the swarm opens a connection for each request.
const predicted = costsOf(run).find(({ kind }) => kind.includes('new connection'))?.perWorker ?? Number.NaN

const swarm = await startSwarm('replicas', 1)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => swarm.remove().finally(() => process.exit(1)))
const machine = swarm.machines[0] as Machine
const measured = new Map(numbers.map(count => [count, [] as Measured[]]))
try {
  const env = { IMAGE: swarm.image(1), REPLICAS: '1', WEB_CONCURRENCY: '1' }
  await machine.run(command(oneMachine, 'stack deploy'), env)
  for (let round = 1; round <= rounds; round++) {
    for (const count of numbers) {
      const result = await measure(count)
      measured.get(count)?.push(result)
      console.error(
        `round ${round}/${rounds}  ${count}: ${Math.round(result.rate)} requests/s, ${Math.round(result.replicaCpu)} µs`,
      )
    }
  }
} finally {
  await swarm.remove()
}

const facts = `- \`bench/capacity/replicas.ts\` on ${new Date().toISOString().slice(0, 10)}, commit ${provenance.commit()}, on ${provenance.machine()}; load average ${loadBefore.toFixed(1)} before the run.`
const text = `${facts}\n\n${table()}`
if (flags.write) writeBlock('docs/scale.md', 'replicas', text)
else console.log(text)

async function measure(count: number): Promise<Measured> {
  await machine.succeed('service', 'scale', '--detach=false', `api_api=${count}`)
  const replicas = await containers('api_api')
  if (replicas.length !== count) throw new Error(`There are ${replicas.length} replicas, not ${count}`)
  const limit = (cpus: number) => machine.succeed('update', '--cpus', String(cpus), ...replicas)
  await limit(1)
  await sleep(2000) // nginx asks once a second where they are
  for (let answered = 0; answered < count * warmUp; ) answered += (await load(5)).requests
  await limit(share)

  const proxies = await containers('api_proxy')
  const before = [await cpuOf(replicas), await cpuOf(proxies)] as const
  const { requests, seconds } = await load(10)
  const after = [await cpuOf(replicas), await cpuOf(proxies)] as const
  const used = after[0] - before[0]
  return {
    rate: requests / seconds,
    replicaCpu: used / requests,
    proxyCpu: (after[1] - before[1]) / requests,
    busy: used / (count * share * seconds * 1e6),
  }
}

function load(seconds: number) {
  return applyLoad({ host: machine.address, port: 80, load: 'hello', connections: 32, seconds })
}

/** The ids of those that run. */
async function containers(service: string): Promise<string[]> {
  const ids = await machine.succeed(
    'ps',
    '--quiet',
    '--filter',
    `label=com.docker.swarm.service.name=${service}`,
  )
  return ids.split('\n').filter(id => id !== '')
}

/** Microseconds of CPU time that containers have taken so far, their health checks included. */
async function cpuOf(ids: string[]): Promise<number> {
  const used = await Promise.all(
    ids.map(async id => {
      const text = await machine.succeed('exec', id, 'sh', '-c', account)
      const microseconds = /^usage_usec (\d+)/m.exec(text)?.[1]
      return microseconds === undefined ? Number(text) / 1000 : Number(microseconds)
    }),
  )
  return used.reduce((sum, value) => sum + value, 0)
}

function table(): string {
  const lines = numbers.map(count => {
    const middle = (of: keyof Measured) => median((measured.get(count) ?? []).map(result => result[of]))
    return [
      String(count),
      middle('replicaCpu').toFixed(0),
      (1e6 / predicted).toFixed(0),
      middle('rate').toFixed(0),
      ((count * share * 1e6) / middle('replicaCpu')).toFixed(0),
      (count * share * predicted).toFixed(0),
      `${(100 * middle('busy')).toFixed(0)} %`,
      middle('proxyCpu').toFixed(0),
    ]
  })
  return aligned([
    [
      'replicas',
      'CPU µs a request',
      'predicted',
      'requests/s',
      'when busy',
      'predicted',
      'busy',
      'nginx, CPU µs',
    ],
    ...lines,
  ])
}
