import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCodes, Failure } from '../../../src/cluster/failure.ts'
import { becomePrepared, becomeReady } from '../../../src/cluster/supervisor/fleet.ts'
import { lastLines } from '../../../src/cluster/supervisor/journal.ts'
import { abandonReload, beginReload, completeReload, reload } from '../../../src/cluster/supervisor/reload.ts'
import type { Supervisor } from '../../../src/cluster/supervisor/supervisor.ts'
import { boot, fleetOf, options, preparedFleet, reloadPrepared, steps, supervisorOf } from './fleet-of.ts'

function reloads({ metrics, fleet }: Supervisor): Promise<string[]> {
  return metrics.render(fleet, 0).then(text => text.match(/^cluster_reloads_total\{.*/gm) ?? [])
}

test('an abandoned reload leaves the old workers as they are, and its number is not used again', () => {
  const fleet = fleetOf(4)
  const supervisor = supervisorOf(fleet)
  beginReload(supervisor, options, new Date(0))
  becomePrepared(fleet, 0)
  abandonReload(supervisor, 'it throws')
  assert.deepEqual(steps(fleet), [])
  assert.deepEqual(fleet.lastReload, {
    generation: 2,
    outcome: 'abandoned',
    reason: 'it throws',
    at: new Date(0).toISOString(),
  })
  reloadPrepared(supervisor)
  assert.equal(fleet.current.number, 3)
})

test('an abandoned reload wants no more of the workers that boot for it', () => {
  const fleet = fleetOf(2)
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor)
  const booting = boot(fleet)
  abandonReload(supervisor, 'it throws')
  assert.deepEqual(steps(fleet), [`kill ${booting.id}`])
})

test('a worker of a reload that a newer one overtook boots on when the newer one is abandoned', () => {
  const fleet = fleetOf(2)
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor)
  boot(fleet)
  reloadPrepared(supervisor)
  const booting = boot(fleet)
  abandonReload(supervisor, 'it throws')
  assert.deepEqual(steps(fleet), [`kill ${booting.id}`])
})

test('a reload that changes the number of workers changes what is wanted; one that does not keeps what signals made of it', () => {
  const fleet = fleetOf(4)
  fleet.want = 6
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor)
  assert.equal(fleet.want, 6)
  reloadPrepared(supervisor, { ...options, workers: 2 })
  assert.equal(fleet.want, 2)
})

test('an abandoned reload that changed the number of workers changes it back', () => {
  const fleet = fleetOf(4)
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor, { ...options, workers: 2 })
  abandonReload(supervisor, 'it throws')
  assert.equal(fleet.want, 4)
})

test('a reload is complete once as many as are wanted serve the new code, and none the old', async () => {
  const fleet = fleetOf(1)
  const [old] = fleet.workers
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor)
  becomeReady(fleet, boot(fleet), 1)
  completeReload(supervisor)
  assert.equal(fleet.lastReload?.outcome, 'in progress')
  if (old) old.state = 'draining'
  completeReload(supervisor)
  completeReload(supervisor)
  assert.equal(fleet.lastReload?.outcome, 'complete')
  assert.deepEqual(await reloads(supervisor), ['cluster_reloads_total{outcome="complete"} 1'])
})

test('a reload is not complete while fewer serve than are wanted', () => {
  const fleet = fleetOf(2)
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor, { ...options, workers: 2 })
  for (const worker of fleet.workers) worker.state = 'draining'
  becomeReady(fleet, boot(fleet), 1)
  completeReload(supervisor)
  assert.equal(fleet.lastReload?.outcome, 'in progress')
  becomeReady(fleet, boot(fleet), 1)
  completeReload(supervisor)
  assert.equal(fleet.lastReload?.outcome, 'complete')
})

test('a reload says which settings wait for the next start, and of no other', () => {
  const before = lastLines().length
  const changed = { name: 'api', bind: [{ host: '127.0.0.1', port: 1 }], timeout: 1000 }
  reload(supervisorOf(fleetOf(1)), () => ({ ...options, ...changed, logLevel: 'silent' }))
  const said = lastLines().slice(before)
  assert.deepEqual(
    said.map(({ text }) => /^A changed "(.*)" takes effect when/.exec(text)?.[1]).filter(Boolean),
    ['bind', 'name'],
  )
})

test('settings that cannot be read leave the generation as it is, and count as an abandoned reload', async () => {
  const supervisor = supervisorOf(fleetOf(1))
  const before = supervisor.fleet.current
  reload(supervisor, () => {
    throw new Failure(exitCodes.configuration, '--timeout takes seconds')
  })
  assert.equal(supervisor.fleet.current, before)
  const { generation, outcome, reason = '', at = '' } = supervisor.fleet.lastReload ?? {}
  assert.deepEqual([generation, outcome], [1, 'abandoned'])
  assert.match(reason, /--timeout takes seconds/)
  assert.ok(Date.parse(at) <= Date.now(), at)
  assert.deepEqual(await reloads(supervisor), ['cluster_reloads_total{outcome="abandoned"} 1'])
})

test('a reload goes on to its end when settings that cannot be read come in between, and both are counted', async () => {
  const fleet = fleetOf(1)
  const supervisor = supervisorOf(fleet)
  const [old] = fleet.workers
  reloadPrepared(supervisor)
  reload(supervisor, () => {
    throw new Failure(exitCodes.configuration, '--timeout takes seconds')
  })
  becomeReady(fleet, boot(fleet), 1)
  if (old) old.state = 'draining'
  completeReload(supervisor)
  assert.deepEqual(await reloads(supervisor), [
    'cluster_reloads_total{outcome="abandoned"} 1',
    'cluster_reloads_total{outcome="complete"} 1',
  ])
})

test('a fault of the server in a reload is no fault of the settings', () => {
  const supervisor = supervisorOf(fleetOf(1))
  supervisor.changed = () => {
    throw new Error('a fault')
  }
  assert.throws(() => reload(supervisor, () => options), /a fault/)
  assert.equal(supervisor.fleet.lastReload?.outcome, 'in progress')
})

test('before a first worker serves, a reload is refused', () => {
  const supervisor = supervisorOf(preparedFleet())
  boot(supervisor.fleet)
  reload(supervisor, () => options)
  assert.deepEqual([supervisor.fleet.current.number, supervisor.fleet.lastReload], [1, undefined])
})

test('once the server is told to stop, a reload is refused', () => {
  for (const phase of ['lame-duck', 'stopping'] as const) {
    const supervisor = supervisorOf(fleetOf(1))
    supervisor.fleet.phase = phase
    reload(supervisor, () => options)
    assert.deepEqual([supervisor.fleet.upcoming, supervisor.fleet.lastReload], [undefined, undefined], phase)
  }
})
