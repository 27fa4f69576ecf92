/** Requests that nobody means well with, byte by byte, against the whole server with four workers. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Server } from '../cluster/server.ts'
import { exchangeAll } from './exchange.ts'
import { get } from './row.ts'
import { chunks } from './rows/chunks.ts'
import { encodings } from './rows/encodings.ts'
import { framing } from './rows/framing.ts'
import { headers } from './rows/headers.ts'
import { jsonBodies } from './rows/json.ts'
import { methods } from './rows/methods.ts'
import { pipelining } from './rows/pipelining.ts'
import { requestLines } from './rows/request-line.ts'
import { targets } from './rows/targets.ts'
import { startService } from './start.ts'

const kinds = {
  'Request line': requestLines,
  Headers: headers,
  Framing: framing,
  Chunks: chunks,
  Targets: targets,
  'JSON bodies': jsonBodies,
  Encodings: encodings,
  'Methods and upgrades': methods,
  Pipelining: pipelining,
}

/** What the inside of a server looks like: a stack, a file, a module, or a header that was sent to it. */
const inside = /node_modules|\.ts\b|\.js:|\bat .*:\d+|node:internal|\/(work|home|usr|tmp|app)\/|secret/

let server: Server
let workers: number[]
before(async () => {
  server = await startService()
  workers = await server.workers()
})
after(() => server.stop())

for (const [kind, rows] of Object.entries(kinds)) {
  for (const [what, bytes, ...statuses] of rows) {
    const gets =
      statuses.length > 3 ? `${statuses.length} answers` : statuses.join(' and ') || 'a closed connection'
    test(`${kind}: ${what} gets ${gets}, and the next client a 200`, async () => {
      const answers = await exchangeAll(server.port, bytes)
      assert.deepEqual(
        answers.map(({ status }) => status),
        statuses,
        answers.map(({ body }) => body).join('\n'),
      )
      for (const { status, body } of answers) {
        if (status < 400) continue
        assert.doesNotMatch(body, inside)
        assert.ok(body.length < 20_000, `an answer of ${body.length} characters`)
      }
      const [next] = await exchangeAll(server.port, get('/health'))
      assert.equal(next?.status, 200)
    })
  }
}

test('there are at least 150 of them, and no two of a name', () => {
  const names = Object.entries(kinds).flatMap(([kind, rows]) => rows.map(([what]) => `${kind}: ${what}`))
  assert.ok(names.length >= 150, `${names.length}`)
  assert.equal(new Set(names).size, names.length)
})

test('after all of that the same workers serve, and none was ever restarted', async () => {
  assert.deepEqual(await server.workers(), workers)
  const metrics = await fetch(`http://127.0.0.1:${server.adminPort}/metrics`)
  assert.doesNotMatch(await metrics.text(), /^cluster_worker_restarts_total\{/m)
  assert.deepEqual(
    server.log.filter(({ level }) => level === 'error' || level === 'fatal'),
    [],
  )
})
