/** Readiness, on paper; with an app that is asked it is in ready.test.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { becomeReady } from '../../../src/cluster/supervisor/fleet.ts'
import { readyTimeout, whyNotReady, whyNotServing } from '../../../src/cluster/supervisor/readiness.ts'
import { askedFleet, boot, fleetOf, preparedFleet, supervisorOf } from './fleet-of.ts'

/** Asks whether workers are ready whose app has a say in it, which answers so: undefined is yes. */
function answered(ready: number, answers: (string | undefined)[]): Promise<string | undefined> {
  const supervisor = supervisorOf(askedFleet(ready))
  const whyNot = whyNotReady(supervisor)
  for (const answer of answers) for (const tell of supervisor.questions.values()) tell(answer)
  return whyNot
}

test('a server serves as soon as one worker does', () => {
  const fleet = preparedFleet()
  const first = boot(fleet)
  assert.equal(whyNotServing(fleet), 'no worker is ready yet')
  becomeReady(fleet, first, 0)
  assert.equal(whyNotServing(fleet), undefined)
})

test('once the server is told to stop, a load balancer is sent elsewhere, although all workers serve', async () => {
  const fleet = fleetOf(4)
  fleet.phase = 'lame-duck'
  assert.equal(whyNotServing(fleet), 'the server has been told to stop')
  assert.equal(await whyNotReady(supervisorOf(fleet)), 'the server has been told to stop')
})

test('an app with a say in it is not asked once the server is told to stop', async () => {
  const fleet = askedFleet(2)
  fleet.phase = 'lame-duck'
  const supervisor = supervisorOf(fleet)
  const whyNot = whyNotReady(supervisor)
  assert.equal(supervisor.questions.size, 0)
  assert.equal(await whyNot, 'the server has been told to stop')
})

test('an app that has no say in it is ready without being asked', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const whyNot = whyNotReady(supervisor)
  assert.equal(supervisor.questions.size, 0)
  assert.equal(await whyNot, undefined)
})

test('while a reload brings an app that has a say in it, the old workers, which have none, are ready', async () => {
  const fleet = fleetOf(2)
  const [asked] = fleet.workers
  if (asked) asked.canBeAsked = true
  assert.equal(await whyNotReady(supervisorOf(fleet)), undefined)
})

test('one worker that says yes is enough, whatever the others say, and nobody waits for them', async () => {
  assert.equal(await answered(3, ['no database', undefined]), undefined)
})

test('when all say no, the first reason counts, and nobody waits longer', async () => {
  assert.equal(await answered(2, ['no database', 'no cache']), 'no database')
})

test('a worker that says nothing says no, when the time is over', async () => {
  assert.equal(await answered(2, ['no database']), 'no database')
  const silence = `no worker has said that it is ready within ${readyTimeout / 1000} s`
  assert.equal(await answered(1, []), silence)
})

test('a server that is told to stop while an app thinks is not ready, whatever the app says', async () => {
  const fleet = askedFleet(1)
  const supervisor = supervisorOf(fleet)
  const whyNot = whyNotReady(supervisor)
  fleet.phase = 'lame-duck'
  for (const tell of supervisor.questions.values()) tell(undefined)
  assert.equal(await whyNot, 'the server has been told to stop')
})

test('an answer that comes too late is none', async () => {
  const fleet = askedFleet(1)
  const supervisor = supervisorOf(fleet)
  await whyNotReady(supervisor)
  assert.equal(supervisor.questions.size, 0)
})
