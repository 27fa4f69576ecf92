/** The client and the server together, as the lecture shows them: who answers which call. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import type { Server } from '../cluster/server.ts'
import { serving } from '../cluster/serving.ts'

type Line = {
  servedBy?: string
  summary?: { ok: number; failed: number; skipped: number; servedBy: Record<string, number> }
}

const folder = mkdtempSync(join(tmpdir(), 'balance-'))
const contract = join(folder, 'one-call.json')
writeFileSync(contract, '[{"name":"GET /","method":"GET","path":"/"}]')
after(() => rmSync(folder, { recursive: true }))

/** Makes the call so many times, and gives the lines as they come. */
async function* repeat({ port }: Server, times: number): AsyncGenerator<Line> {
  const flags = [`127.0.0.1:${port}`, '--contract', contract, '--json', '--repeat', String(times)]
  const client = spawn(process.execPath, ['client/start.js', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(client.stdout)) yield JSON.parse(line)
}

const served = { workers: 4, flags: ['--served-by'] }

test('--repeat reaches several workers, and counts who answered what', async () => {
  await serving(served, async server => {
    const lines: Line[] = []
    for await (const line of repeat(server, 60)) lines.push(line)
    const { ok, servedBy = {} } = lines.at(-1)?.summary ?? {}
    assert.equal(ok, 60)
    assert.ok(Object.keys(servedBy).length > 1, JSON.stringify(servedBy))
    for (const [worker, count] of Object.entries(servedBy)) {
      assert.match(worker, /^worker [1-4] \(pid \d+\)$/)
      assert.equal(lines.filter(line => line.servedBy === worker).length, count)
    }
  })
})

test('a worker that is killed meanwhile costs at most the call that it was answering', async () => {
  await serving(served, async server => {
    let seen = 0
    let killed = ''
    const later: (string | undefined)[] = []
    for await (const { servedBy = '', summary } of repeat(server, 240)) {
      seen += 1
      if (seen === 60) {
        killed = servedBy
        process.kill(Number(/pid (\d+)/.exec(servedBy)?.[1]), 'SIGKILL')
      }
      if (seen > 120) later.push(servedBy)
      if (summary === undefined) continue
      assert.equal(summary.skipped, 0)
      assert.ok(summary.ok >= 239, JSON.stringify(summary))
    }
    assert.equal(seen, 241)
    assert.ok(!later.includes(killed))
  })
})
