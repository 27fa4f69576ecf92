import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lackOf } from './databases.ts'
import type { Scenario } from './scenarios/scenario.ts'

/** Makes a test of a scenario for each database that it can be done to. */
export function check({ name, criterion, databases, run }: Scenario): void {
  for (const database of databases) {
    test(`${name}, ${database}: ${criterion}`, { skip: lackOf(database) ?? false }, async t => {
      const { figure, misses } = await run(database)
      t.diagnostic(`${name}, ${database}: ${figure}`)
      assert.ok(misses.length === 0, `${misses.join('; ')} (${figure})`)
    })
  }
}
