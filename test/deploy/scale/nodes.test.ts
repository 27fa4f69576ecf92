/** docs/scale.md on three machines, of which one is emptied, and one is cut off. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { get } from '../../cluster/faults/load.ts'
import { until } from '../../cluster/wait.ts'
import type { Machine } from './machines.ts'
import { command } from './page.ts'
import { oneMachine, type Swarm, severalMachines, startSwarm } from './swarm.ts'
import { underLoad, withoutFailure } from './under-load.ts'

let swarm: Swarm
let leader: Machine
let second: Machine
let third: Machine

before(async () => {
  swarm = await startSwarm('nodes', 3)
  ;[leader, second, third] = swarm.machines as [Machine, Machine, Machine]
})

after(() => swarm?.remove())

/** How many replicas run on each machine, by its name. */
async function replicas(): Promise<Record<string, number>> {
  const format = ['--filter', 'desired-state=running', '--format', '{{.Node}} {{.CurrentState}}']
  const tasks = await second.succeed('service', 'ps', ...format, 'api_api')
  const names = tasks.split('\n').flatMap(task => /^(\S+) Running/.exec(task)?.[1] ?? [])
  return Object.fromEntries(
    [...new Set(names)].map(name => [name, names.filter(other => other === name).length]),
  )
}

const atNginx = (machine: Machine) => ({ port: 80, host: machine.address, path: '/name' })

test('the swarm has three managers, and one leads', async () => {
  const nodes = await second.run(command(severalMachines, 'node ls'))
  assert.match(nodes, /Leader/)
  assert.equal(nodes.match(/Reachable/g)?.length, 2, nodes)
})

test('an image goes to another machine without a registry', async () => {
  const sent = command(severalMachines, 'docker save')
  await third.succeed('rmi', swarm.image(1))
  await leader.run(sent, { IMAGE: swarm.image(1), OTHER: third.engine })
  await third.succeed('image', 'inspect', swarm.image(1))
})

test('the replicas are spread, and every machine answers', async () => {
  await leader.run(command(oneMachine, 'stack deploy'), { IMAGE: swarm.image(1), REPLICAS: '3' })
  assert.deepEqual(Object.values(await replicas()), [1, 1, 1])
  for (const machine of swarm.machines) assert.equal((await get(atNginx(machine))).outcome, 'ok')
})

test('a machine is emptied for maintenance and taken back, and no request at another fails', async t => {
  const env = { MACHINE: third.name }
  await withoutFailure(t, atNginx(second), async () => {
    await second.run(command(severalMachines, 'drain'), env)
    await until(
      'three replicas on two machines',
      async () => {
        const counts = await replicas()
        return !(third.name in counts) && total(counts) === 3
      },
      60,
    )
    await second.run(command(severalMachines, 'active'), env)
  })
})

test('the leader is cut off: only calls that were on their way to it may fail, and the others go on', async t => {
  // Every one of the four clients can have one call on its way at that moment.
  const failed = await underLoad(t, atNginx(second), async () => {
    const started = performance.now()
    await leader.cutOff()
    await until(
      'three replicas on two machines',
      async () => {
        const counts = await replicas().catch(() => ({}))
        return !(leader.name in counts) && total(counts) === 3
      },
      120,
    )
    t.diagnostic(`three replicas on two machines after ${Math.round(performance.now() - started)} ms`)
  })
  assert.ok(failed <= 4, `${failed} failed requests`)
})

for (const which of ['second', 'third'] as const) {
  test(`then no request fails at the ${which} machine`, async t => {
    await withoutFailure(t, atNginx(which === 'second' ? second : third), () => sleep(3000))
  })
}

test('the lost machine is struck off, and the two that are left deploy the next version, with no failed request', async t => {
  const env = { MACHINE: leader.name }
  await second.run(command(severalMachines, 'demote'), env)
  await second.run(command(severalMachines, 'node rm'), env)
  await withoutFailure(t, atNginx(third), async () => {
    const next = { IMAGE: swarm.image(2), REPLICAS: '3' }
    await second.run(command(oneMachine, 'stack deploy'), next)
  })
  assert.equal(JSON.parse((await get(atNginx(third))).body).name, 'Grace Hopper')
})

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
