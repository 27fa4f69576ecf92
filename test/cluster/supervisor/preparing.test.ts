/** The app prepares, on paper; with processes it is in prepare-app.test.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCodes } from '../../../src/cluster/failure.ts'
import type { FromPreparing } from '../../../src/cluster/messages.ts'
import { giveUpAfter, isHopeless } from '../../../src/cluster/supervisor/crash-loop.ts'
import {
  becomePrepared,
  becomeReady,
  createFleet,
  extendDeadlines,
  type Preparing,
} from '../../../src/cluster/supervisor/fleet.ts'
import { onPrepareExit } from '../../../src/cluster/supervisor/preparing.ts'
import { abandonReload, beginReload, completeReload } from '../../../src/cluster/supervisor/reload.ts'
import { boot, fleetOf, options, reloadPrepared, startPreparing, steps, supervisorOf } from './fleet-of.ts'

const prepared: FromPreparing = { type: 'prepared' }
const failed: FromPreparing = { type: 'failed', exitCode: exitCodes.bootFailed, reason: 'no database' }

test('no worker boots before the app has prepared for the first generation', () => {
  const fleet = createFleet(options, 4, 0)
  assert.deepEqual(steps(fleet), ['prepare'])
  const preparing = startPreparing(fleet, prepared)
  assert.deepEqual(steps(fleet), [])
  onPrepareExit(supervisorOf(fleet), preparing, 'code 0')
  assert.deepEqual(steps(fleet), ['boot', 'boot', 'boot', 'boot'])
})

test('when the app has prepared for a reload, the first successor boots', () => {
  const fleet = fleetOf(2)
  const supervisor = supervisorOf(fleet)
  beginReload(supervisor, { ...options, workers: 2 })
  onPrepareExit(supervisor, startPreparing(fleet, prepared), 'code 0')
  assert.deepEqual(
    [fleet.current.number, fleet.want, fleet.upcoming, fleet.preparing],
    [2, 2, undefined, undefined],
  )
  assert.deepEqual(steps(fleet), ['boot'])
})

test('a reload is not complete while the app prepares for it', () => {
  const fleet = fleetOf(1)
  const supervisor = supervisorOf(fleet)
  beginReload(supervisor, options)
  startPreparing(fleet)
  completeReload(supervisor)
  assert.equal(fleet.lastReload?.outcome, 'in progress')
})

test('a reload during a preparation waits for its end, drops what came of it, and has the app prepare anew', () => {
  for (const outcome of [prepared, failed]) {
    const fleet = fleetOf(1)
    const supervisor = supervisorOf(fleet)
    beginReload(supervisor, options)
    const older = startPreparing(fleet, outcome)
    beginReload(supervisor, options)
    assert.deepEqual(steps(fleet), [])
    onPrepareExit(supervisor, older, 'code 0')
    assert.deepEqual(
      [fleet.current.number, fleet.upcoming?.number, fleet.lastReload?.outcome],
      [1, 3, 'in progress'],
    )
    assert.deepEqual(steps(fleet), ['prepare'])
  }
})

test('a preparation that fails at the start ends the server, with all lines and the exit code', () => {
  const supervisor = supervisorOf(createFleet(options, 4, 0))
  const outcome: FromPreparing = {
    type: 'failed',
    exitCode: exitCodes.configuration,
    reason: 'A is bad\nB is bad',
  }
  onPrepareExit(supervisor, startPreparing(supervisor.fleet, outcome), 'code 1')
  const { message, exitCode } = supervisor.fleet.failure ?? {}
  assert.deepEqual([message, exitCode], ['A is bad\nB is bad', exitCodes.configuration])
})

test('a preparation that fails in a reload abandons it, with the reason on one line, and no worker notices', async () => {
  const fleet = fleetOf(2)
  const supervisor = supervisorOf(fleet)
  beginReload(supervisor, { ...options, workers: 3 })
  onPrepareExit(supervisor, startPreparing(fleet, { ...failed, reason: 'A is bad\nB is bad' }), 'code 3')
  assert.deepEqual([fleet.lastReload?.outcome, fleet.lastReload?.reason], ['abandoned', 'A is bad B is bad'])
  assert.deepEqual([fleet.current.number, fleet.want, fleet.failure], [1, 2, undefined])
  assert.deepEqual(steps(fleet), [])
  const text = await supervisor.metrics.render(fleet, 0)
  assert.match(text, /^cluster_reloads_total\{outcome="abandoned"\} 1$/m)
})

test('a preparation that fails leaves an older reload, whose workers boot already, to go on to its end', async () => {
  const fleet = fleetOf(1)
  const supervisor = supervisorOf(fleet)
  const [old] = fleet.workers
  reloadPrepared(supervisor)
  becomeReady(fleet, boot(fleet), 1)
  beginReload(supervisor, options)
  if (old) old.state = 'draining'
  completeReload(supervisor)
  const text = () => supervisor.metrics.render(fleet, 0)
  assert.doesNotMatch(await text(), /outcome="complete"/)
  onPrepareExit(supervisor, startPreparing(fleet, failed), 'code 3')
  completeReload(supervisor)
  assert.match(await text(), /^cluster_reloads_total\{outcome="complete"\} 1$/m)
  assert.deepEqual([fleet.lastReload?.generation, fleet.lastReload?.outcome], [3, 'abandoned'])
})

test('an older reload that is abandoned during a preparation leaves the newer one in progress', () => {
  const fleet = fleetOf(1)
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor)
  beginReload(supervisor, options)
  abandonReload(supervisor, 'it throws')
  assert.equal(fleet.current.number, 1)
  assert.deepEqual([fleet.lastReload?.generation, fleet.lastReload?.outcome], [3, 'in progress'])
})

test('a process that ends without a word has failed, and so has one that was killed', () => {
  const ends: [Partial<Preparing>, string, RegExp][] = [
    [{}, 'SIGKILL', /^It ended with SIGKILL while preparing\.$/],
    [{}, 'code 0', /^It ended with code 0 while preparing\.$/],
    [{ killedFor: 'prepare-timeout' }, 'SIGKILL', /longer to prepare than --prepare-timeout/],
  ]
  for (const [state, how, reason] of ends) {
    const supervisor = supervisorOf(createFleet(options, 4, 0))
    onPrepareExit(supervisor, { ...startPreparing(supervisor.fleet), ...state }, how)
    assert.match(supervisor.fleet.failure?.message ?? '', reason)
  }
})

test('time in which the supervisor did not run is given back to a preparation, too', () => {
  const fleet = createFleet(options, 4, 0)
  const { deadline } = startPreparing(fleet)
  extendDeadlines(fleet, 1000)
  assert.deepEqual(steps(fleet, deadline), [])
})

test('for a server that has been told to stop, the end of a preparation is no failure', () => {
  for (const phase of ['lame-duck', 'stopping'] as const) {
    const fleet = createFleet(options, 4, 0)
    fleet.phase = phase
    const preparing = startPreparing(fleet)
    onPrepareExit(supervisorOf(fleet), preparing, 'SIGKILL')
    assert.equal(fleet.failure, undefined)
  }
})

test('a server is not hopeless while the app prepares, and the time of that is not held against its workers', () => {
  const fleet = createFleet(options, 4, 0)
  fleet.crashes = 5
  startPreparing(fleet)
  assert.equal(isHopeless(fleet, giveUpAfter + 1), false)
  fleet.preparing = undefined
  becomePrepared(fleet, giveUpAfter)
  assert.equal(isHopeless(fleet, giveUpAfter + 1), false)
})
