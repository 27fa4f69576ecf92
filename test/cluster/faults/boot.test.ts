import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { launch, type Server, type Setup } from '../server.ts'
import { freePort } from '../wait.ts'

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'boot-apps-'))
  const app = 'export const app = (_, response) => response.end()\n'
  writeFileSync(join(folder, 'works.mjs'), app)
  writeFileSync(join(folder, 'throws.mjs'), "throw new Error('cannot start')\n")
  writeFileSync(join(folder, 'exits.mjs'), `${app}setTimeout(() => process.exit(7), 200)\n`)
})
after(() => rmSync(folder, { recursive: true }))

// Both wait for 20 s, in which little happens.
suite('T14', { concurrency: true }, () => {
  test('T14 crash-loop: an app that exits 200 ms after its start is booted 8 times at most in 6 s', async t => {
    const server = await launch({ app: `${folder}/exits.mjs:app`, workers: 4 })
    try {
      const { code, signal } = await server.exited
      const boots = bootTimes(server)
      const early = boots.filter(time => time < 6000)
      t.diagnostic(
        `T14 crash-loop, 4 workers: ${early.length} boots in 6 s, ${boots.length} in all, exit ${code ?? signal}`,
      )
      assert.ok(early.length <= 8, `boots after ${boots.join(', ')} ms`)
      assert.ok(code !== null && code !== 0, `exit code ${code}, signal ${signal}`)
    } finally {
      await server.stop()
    }
  })

  test('T14 crash-loop: the pauses between the boots grow, and the server ends with a code that is not 0', async t => {
    const server = await launch({ app: `${folder}/exits.mjs:app`, workers: 1 })
    try {
      const { code, signal } = await server.exited
      const boots = bootTimes(server)
      const pauses = boots.slice(1).map((time, index) => time - (boots[index] ?? 0))
      t.diagnostic(`T14 crash-loop, 1 worker: pauses of ${pauses.join(', ')} ms, exit ${code ?? signal}`)
      assert.ok(pauses.length >= 3, `only ${pauses.length} pauses`)
      assert.deepEqual(
        pauses,
        pauses.toSorted((a, b) => a - b),
      )
      assert.ok(code !== null && code !== 0, `exit code ${code}, signal ${signal}`)
    } finally {
      await server.stop()
    }
  })
})

test('T15 exit codes: each failure to start has one code, with 1, 2 and 4 workers, five times in a row', async t => {
  const occupied = createServer()
  const port = await freePort()
  await new Promise<void>(resolve => occupied.listen(port, '127.0.0.1', resolve))
  const failures: { name: string; code: number; setup: Setup }[] = [
    { name: 'app throws', code: 3, setup: { app: `${folder}/throws.mjs:app` } },
    { name: 'no such module', code: 4, setup: { app: `${folder}/missing.mjs:app` } },
    { name: 'no such export', code: 4, setup: { app: `${folder}/works.mjs:missing` } },
    { name: 'port in use', code: 1, setup: { app: `${folder}/works.mjs:app`, bind: [`127.0.0.1:${port}`] } },
    { name: 'unknown flag', code: 1, setup: { app: `${folder}/works.mjs:app`, flags: ['--no-such-flag'] } },
  ]
  try {
    for (const { name, code, setup } of failures) {
      const ends: End[] = []
      for (const workers of [1, 2, 4]) {
        ends.push(...(await Promise.all(Array.from({ length: 5 }, () => endOf({ ...setup, workers })))))
      }
      const codes = ends.map(end => end.code)
      t.diagnostic(`T15 exit codes, ${name}: ${codes.join(' ')}`)
      const others = ends.filter(end => end.code !== code)
      assert.deepEqual(codes, Array(15).fill(code), `${name}: ${JSON.stringify(others)}`)
    }
  } finally {
    occupied.close()
  }
})

type End = { code: number | null; errors: string }

async function endOf(setup: Setup): Promise<End> {
  const server = await launch(setup)
  const giveUp = setTimeout(server.stop, 30_000)
  const { code } = await server.exited
  clearTimeout(giveUp)
  return { code, errors: server.errors() }
}

/** Milliseconds from the first boot to each. */
function bootTimes({ log }: Server): number[] {
  const times = log
    .filter(({ msg }) => msg.startsWith('Booting worker with pid'))
    .map(({ time }) => Date.parse(String(time)))
  return times.map(time => time - (times[0] ?? 0))
}
