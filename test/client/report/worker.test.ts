import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countByWorker, workerBars } from '../../../client/report/worker.ts'
import { from, result } from './results.ts'

const times = (count: number, worker: string) => Array.from({ length: count }, () => from(worker))

test('answers are counted by worker in the order of their names, 2 before 10', () => {
  const { answer: _, ...unanswered } = result({}, { verdict: 'unreachable' })
  const results = [...times(1, 'worker 10'), ...times(2, 'worker 2'), from(''), result({}), unanswered]
  assert.deepEqual(countByWorker(results), [
    ['worker 2', 2],
    ['worker 10', 1],
  ])
})

test('a worker that gave few answers still has a bar, and names are aligned', () => {
  assert.deepEqual(workerBars([...times(100, 'a'), ...times(50, 'bcd'), ...times(1, 'e')]), [
    'served by',
    `  a    ${'█'.repeat(24)}  100`,
    `  bcd  ${'█'.repeat(12)}${' '.repeat(12)}  50`,
    `  e    █${' '.repeat(23)}  1`,
  ])
})

test('a server that names no worker has no bars', () => assert.deepEqual(workerBars([result({})]), []))
