import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poolSize } from '../../../src/database/pool-size.ts'

const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1)

test('all workers together never hold more connections than there are, in a reload and an update neither', () => {
  for (const workers of upTo(16)) {
    for (const replicas of upTo(8)) {
      const servers = replicas === 1 ? 1 : replicas + 1
      const most = servers * (2 * workers + 1)
      const held = poolSize(most + 80, { workers, replicas }) * most
      assert.ok(held <= most + 80, `${workers} workers, ${replicas} replicas: ${held}`)
    }
  }
})

test('four workers of one server get eight of 80 each', () => {
  assert.equal(poolSize(80, { workers: 4, replicas: 1 }), 8)
})

test('with three replicas, which may be four for a moment, two each', () => {
  assert.equal(poolSize(80, { workers: 4, replicas: 3 }), 2)
})

test('a worker has one at least', () => {
  assert.equal(poolSize(1, { workers: 64, replicas: 8 }), 1)
})

test('and never more than ten, which a CPU keeps busy', () => {
  assert.equal(poolSize(10_000, { workers: 1, replicas: 1 }), 10)
})
