/** docs/scale.md on one machine: replicas, and what may happen to them while clients call. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { get } from '../../cluster/faults/load.ts'
import { until } from '../../cluster/wait.ts'
import type { Machine } from './machines.ts'
import { command } from './page.ts'
import { oneMachine, type Swarm, startSwarm, type Version } from './swarm.ts'
import { withoutFailure } from './under-load.ts'
import { withoutLoss } from './writes.ts'

/** Seconds that all replicas may take to be replaced, one after the other, on a machine that has much else to do. */
const replicasTimeout = 600

let swarm: Swarm
let machine: Machine

before(async () => {
  swarm = await startSwarm('swarm', 1)
  machine = swarm.machines[0] as Machine
})

after(() => swarm?.remove())

/** Types a command of the page. */
function type(part: string, env?: NodeJS.ProcessEnv): Promise<string> {
  return machine.run(command(oneMachine, part), env)
}

function deploy(version: Version, replicas: number): Promise<string> {
  return type('stack deploy', { IMAGE: swarm.image(version), REPLICAS: String(replicas) })
}

/** The versions of the replicas that are healthy, those included that serve for the last time. */
async function serving(): Promise<string[]> {
  const format = ['--filter', 'health=healthy', '--filter', 'name=api_api', '--format', '{{.Image}}']
  const images = await machine.succeed('ps', ...format)
  return images
    .split('\n')
    .filter(image => image !== '')
    .map(image => image.replace(/.*:/, ''))
    .sort()
}

const atNginx = () => ({ port: 80, host: machine.address, path: '/name' })

/** Who the API says that it was written by. */
async function author(): Promise<string> {
  return JSON.parse((await get(atNginx())).body).name
}

async function columnsOfNotes(): Promise<string[]> {
  const [id = ''] = (await machine.succeed('ps', '--quiet', '--filter', 'name=api_database')).split('\n')
  const sql =
    "select attname from pg_attribute where attrelid = 'notes'::regclass and attnum > 0 order by attnum"
  const psql = ['psql', '--username', 'app', '--no-align', '--tuples-only', '--command', sql]
  return (await machine.succeed('exec', id, ...psql)).trim().split('\n')
}

test('one replica is deployed, and answers at the port of nginx', async () => {
  await deploy(1, 1)
  assert.deepEqual(await serving(), ['1'])
  assert.equal(await author(), 'Ada Lovelace')
  const curl = command(oneMachine, 'curl').replace('localhost', machine.address)
  assert.equal(await machine.run(curl), '{"status":"ok"}\n')
  assert.match(await type('stack ps'), /api_api\.1 .* Running/)
})

test('a replica of a fresh stack waits for its database, and does not end for want of it', async () => {
  const tasks = await machine.succeed('service', 'ps', '--format', '{{.CurrentState}}', 'api_api')
  assert.match(tasks, /^Running[^\n]*\n$/)
})

test('it is locked down as under docker compose, and has its limits', async () => {
  const [id = ''] = (await machine.succeed('ps', '--quiet', '--filter', 'name=api_api')).split('\n')
  const [{ HostConfig: host, Config: config }] = JSON.parse(await machine.succeed('inspect', id))
  assert.deepEqual([host.ReadonlyRootfs, host.CapDrop, host.Init], [true, ['ALL'], true])
  assert.deepEqual([host.Memory, host.NanoCpus, host.PidsLimit], [512 * 1024 ** 2, 1e9, 128])
  assert.ok(config.Env.includes('WEB_CONCURRENCY=2'))
  const look = `const { readFileSync, writeFileSync } = require('node:fs')
    writeFileSync('/tmp/written', '')
    console.log(readFileSync('/proc/1/status', 'utf8').match(/NoNewPrivs:\\s*(\\d)/)[1])`
  assert.equal((await machine.succeed('exec', id, 'node', '-e', look)).trim(), '1')
})

test('the routing mesh has the port of docker-compose.yml, nginx has one of every machine', async () => {
  const ports = async (service: string) =>
    JSON.parse(
      await machine.succeed('service', 'inspect', '--format', '{{json .Spec.EndpointSpec.Ports}}', service),
    )
  assert.deepEqual(await ports('api_api'), [
    { Protocol: 'tcp', TargetPort: 5000, PublishedPort: 5000, PublishMode: 'ingress' },
  ])
  assert.deepEqual(await ports('api_proxy'), [
    { Protocol: 'tcp', TargetPort: 8080, PublishedPort: 80, PublishMode: 'host' },
  ])
})

test('from one replica to three under load, no request fails', async t => {
  await withoutFailure(t, atNginx(), async () => {
    await deploy(1, 3)
    await until('three replicas', async () => (await serving()).join() === '1,1,1', replicasTimeout)
  })
})

test('a note that one replica has written is read at another', async () => {
  const ids = (await machine.succeed('ps', '--quiet', '--filter', 'name=api_api')).trim().split('\n')
  const call = async (id: string | undefined, path: string, options: object) => {
    const script = `fetch('http://127.0.0.1:5000${path}', ${JSON.stringify(options)})
      .then(answer => answer.text()).then(console.log)`
    return JSON.parse(await machine.succeed('exec', id ?? '', 'node', '-e', script))
  }
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'Of one replica', text: 'for all' })
  const added = await call(ids[0], '/notes', { method: 'POST', headers, body })
  for (const other of ids.slice(1)) assert.deepEqual(await call(other, `/notes/${added.id}`, {}), added)
})

test('each replica knows how many share the connections of the database', async () => {
  const [id = ''] = (await machine.succeed('ps', '--quiet', '--filter', 'name=api_api')).split('\n')
  const env = await machine.succeed('inspect', '--format', '{{json .Config.Env}}', id)
  assert.ok(JSON.parse(env).includes('REPLICAS=3'), env)
})

test('a rolling update that adds a column fails no request and loses no note, and ends with three new replicas', async t => {
  await withoutLoss(t, atNginx(), () =>
    withoutFailure(t, atNginx(), async () => {
      await deploy(2, 3)
      await until('three new replicas', async () => (await serving()).join() === '2,2,2', replicasTimeout)
    }),
  )
  assert.deepEqual(await columnsOfNotes(), ['id', 'title', 'text', 'created', 'colour'])
  assert.equal(await author(), 'Grace Hopper')
  assert.match(await type('inspect --pretty'), /State:\s+completed/)
})

test('the update before is taken back by hand: the old code works with the new column, fails no request and loses no note', async t => {
  await withoutLoss(t, atNginx(), () =>
    withoutFailure(t, atNginx(), async () => {
      await type('service rollback')
      await until('three old replicas', async () => (await serving()).join() === '1,1,1', replicasTimeout)
    }),
  )
  assert.equal((await columnsOfNotes()).length, 5)
})

test('a broken image rolls back by itself under load, and fails no request', async t => {
  await withoutFailure(t, atNginx(), async () => {
    // Docker calls a rollback that went well a success.
    await deploy('broken', 3)
    await until(
      'the end of the rollback',
      async () => /State:\s+rollback_completed/.test(await type('inspect --pretty')),
      replicasTimeout,
    )
  })
  assert.deepEqual(await serving(), ['1', '1', '1'])
  assert.equal(await author(), 'Ada Lovelace')
})

test('a replica that is killed comes back, and fails no request that may be repeated', async t => {
  await withoutFailure(t, atNginx(), async () => {
    const [id = ''] = (await machine.succeed('ps', '--quiet', '--filter', 'name=api_api')).split('\n')
    const started = performance.now()
    await machine.succeed('kill', id)
    await until('a replica less', async () => (await serving()).length < 3)
    await until('three replicas again', async () => (await serving()).length === 3, replicasTimeout)
    t.diagnostic(`three again after ${Math.round(performance.now() - started)} ms`)
  })
})

test('the log of all replicas is in one place', async () => {
  const log = await machine.run(`timeout 5 ${command(oneMachine, 'service logs')} || [ $? = 124 ]`)
  assert.match(log, /Listening at/)
})

test('the stack is removed, and the machine leaves the swarm', async () => {
  await type('stack rm')
  await type('swarm leave')
  await until('no container', async () => (await machine.succeed('ps', '--quiet')) === '', 60)
})
