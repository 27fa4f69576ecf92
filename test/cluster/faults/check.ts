import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe } from './load.ts'
import { startOurs } from './ours.ts'
import { timeLimit } from './pace.ts'
import type { Scenario, Start } from './scenarios/scenario.ts'

/** Makes a test of a scenario, on our server. */
export function check({ id, name, criterion, run }: Scenario, start: Start = startOurs): void {
  test(`${id} ${name}: ${criterion}`, async t => {
    const { tally, figure, notes, misses } = await run(start, timeLimit)
    const measured = [...new Set([figure, describe(tally), ...notes])].join('; ')
    t.diagnostic(`${id} ${name}: ${measured}`)
    assert.ok(misses.length === 0, `${misses.join('; ')} (${measured})`)
  })
}
