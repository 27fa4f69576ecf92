import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LogLine } from '../server.ts'
import { check } from './check.ts'
import { get } from './load.ts'
import { type Ours, startOurs } from './ours.ts'
import { hangAll, hangOne, hangThree } from './scenarios/hang.ts'
import type { Settings } from './scenarios/scenario.ts'

check(hangOne)

let log: readonly LogLine[] = []
check(hangThree, async (settings: Settings) => {
  const ours: Ours = await startOurs(settings)
  log = ours.server.log
  return ours
})

test('T10 hang-three: the log names the function that hangs, or says that this takes a newer Node', () => {
  const lines = log.filter(({ msg }) => msg.includes('WORKER TIMEOUT'))
  const needed = Number(process.versions.node.split('.')[0]) >= 22 ? /spinForever/ : /Node 22/
  assert.equal(lines.length, 3, JSON.stringify(log))
  for (const line of lines) assert.match(JSON.stringify(line), needed)
})

check(hangAll)

test('T13 suspend: a process group that was stopped for three timeouts goes on with the same workers', async t => {
  const { server, workers, stop } = await startOurs({ timeout: 2 })
  try {
    const before = await workers()
    process.kill(-server.pid, 'SIGSTOP')
    await sleep(6000)
    process.kill(-server.pid, 'SIGCONT')
    await sleep(4000)
    assert.deepEqual(
      server.log.filter(({ msg }) => /WORKER TIMEOUT|SIGKILL|exited/.test(msg)),
      [],
    )
    assert.deepEqual(await workers(), before)
    assert.equal((await get(server)).outcome, 'ok')
    t.diagnostic('T13 suspend: 0 kills, same pids')
  } finally {
    await stop()
  }
})
