import assert from 'node:assert/strict'
import { test } from 'node:test'
import { within } from '../../../src/database/time-limit.ts'

const never = () => new Promise<never>(() => {})
const long = 60_000

test('what comes in time is given on', async () => {
  assert.equal(await within(long, Promise.resolve(7), assert.fail), 7)
})

test('so is the error of what fails in time', async () => {
  await assert.rejects(async () => within(long, Promise.reject(new RangeError('seven')), assert.fail), {
    name: 'RangeError',
    message: 'seven',
  })
})

test('when the time is over it is a 503, and what nobody waits for is ended', async () => {
  let ended = 0
  await assert.rejects(async () => within(1, never(), () => ended++), {
    status: 503,
    headers: { 'Retry-After': '1' },
  })
  assert.equal(ended, 1)
})

test('that ending it fails is nothing to die of', async () => {
  const giveUp = () => Promise.reject(new Error('not even that'))
  await assert.rejects(async () => within(1, never(), giveUp), { status: 503 })
})

test('0 is no limit', async () => {
  const later = new Promise(resolve => setTimeout(resolve, 20, 'late'))
  assert.equal(await within(0, later, assert.fail), 'late')
})

test('no timer is left when it is over: it would keep the process', async () => {
  await within(long, Promise.resolve(), assert.fail)
  assert.ok(!process.getActiveResourcesInfo().includes('Timeout'))
})
