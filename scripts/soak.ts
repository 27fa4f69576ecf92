/**
 * Everything at once, for a while: `npm run soak`.
 *
 * Clients send valid, invalid and slow requests to the real server while it is reloaded, resized and loses workers
 * (test/soak). Exits 1 when a request failed that no killed worker held, when memory or files grew, or when a worker was
 * replaced for another reason than those.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from '../test/cluster/build.ts'
import { startServer } from '../test/cluster/server.ts'
import { missesOf, report } from '../test/soak/report.ts'
import { soakSection } from '../test/soak/section.ts'
import { soak } from '../test/soak/soak.ts'
import { headersTimeout } from '../test/soak/traffic.ts'
import { readFlags } from './flags.ts'
import { withSection } from './section.ts'

const root = resolve(import.meta.dirname, '..')
const faults = join(root, 'docs/faults.md')
const usage = `npm run soak -- [--minutes N] [--write]

Clients, reloads, killed workers and slow senders, all at once. Fails if a request or memory is lost that should not be.

  --minutes N   for so long, from 0.5 to 1440; 10 unless given
  --write       puts this run into docs/faults.md`
const flags = readFlags(usage, {
  minutes: { type: 'string', default: '10' },
  write: { type: 'boolean', default: false },
})
const minutes = Number(flags.minutes)
if (!(minutes >= 0.5 && minutes <= 24 * 60)) {
  console.error(`--minutes takes a number from 0.5 to 1440, not ${flags.minutes || 'nothing'}\n${usage}`)
  process.exit(1)
}

// The server runs in a process group of its own, and ends when this process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const workers = 4
const server = await startServer({
  app: `${build()}/src/main.js:app`,
  workers,
  flags: ['--no-access-log', '--headers-timeout', String(headersTimeout)],
})
console.log(`${workers} workers on port ${server.port}, Node ${process.versions.node}, ${minutes} min`)
const outcome = await soak(server, minutes, console.log)
const misses = missesOf(outcome)
console.log(`\n${report(outcome)}\n`)
console.log(misses.length === 0 ? 'Passed.' : `FAILED: ${misses.join('\nFAILED: ')}`)
if (flags.write)
  writeFileSync(faults, withSection(readFileSync(faults, 'utf8'), 'soak', soakSection(outcome)))
process.exit(misses.length === 0 ? 0 : 1)
