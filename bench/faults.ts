/**
 * The scoreboard of the fault tests: `npm run faults`.
 *
 * The rows are the tests' own scenarios (test/cluster/faults/scenarios). Exits 1 when this server failed one.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readFlags } from '../scripts/flags.ts'
import { sectionOf } from '../scripts/section.ts'
import { describe } from '../test/cluster/faults/load.ts'
import { startOurs } from '../test/cluster/faults/ours.ts'
import type { TimeLimit } from '../test/cluster/faults/pace.ts'
import { blackHole, killAll } from '../test/cluster/faults/scenarios/crash.ts'
import { hangAll, hangThree } from '../test/cluster/faults/scenarios/hang.ts'
import * as reload from '../test/cluster/faults/scenarios/reload.ts'
import type { Scenario } from '../test/cluster/faults/scenarios/scenario.ts'
import { logFull, logUnread, openFilesShort } from '../test/cluster/faults/scenarios/surroundings.ts'
import { page } from './page.ts'
import { gunicorn, gunicornThreads } from './peers/gunicorn.ts'
import { nodeCluster } from './peers/node-cluster.ts'
import type { Peer } from './peers/peer.ts'
import { pm2 } from './peers/pm2.ts'
import { type Cell, failedCells, type Row, table } from './scoreboard.ts'

const root = resolve(import.meta.dirname, '..')
const ours: Peer = { name: 'this server', version: () => '', install: '', lacks: {}, start: startOurs }
const peers = [gunicorn, gunicornThreads, pm2, nodeCluster]
const scenarios = [
  reload.rollNewConnections,
  reload.rollKeepAlive,
  reload.recycleNewConnections,
  reload.recycleKeepAlive,
  reload.badDeploy,
  killAll,
  hangThree,
  hangAll,
  blackHole,
  logFull,
  logUnread,
  openFilesShort,
]

const usage = `npm run faults -- [--vs] [--only NAME …] [--write]

Stops, reloads and breaks this server under load, and counts what the clients lose. Takes minutes.

  --vs          side by side with gunicorn, PM2 and plain node:cluster
  --only NAME   only the rows whose name begins so, such as T8; may be repeated
  --write       writes docs/faults.md from this run`
const flags = readFlags(usage, {
  vs: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  only: { type: 'string', multiple: true, default: [] },
})

const servers = flags.vs ? [ours, ...peers] : [ours]
const names = servers.map(server => `${server.name} ${server.version() ?? '(not installed)'}`.trim())
const rows: Row[] = []
for (const scenario of scenarios.filter(isWanted)) {
  const cells: Cell[] = []
  for (const server of servers) {
    const cell = await run(scenario, server)
    report(scenario, server, cell)
    cells.push(cell)
  }
  rows.push({ scenario, cells })
}

console.log(`\n${table(names, rows)}`)
for (const line of failedCells(names, rows)) console.log(`\n${line}`)
if (flags.write) {
  const command = ['npm run faults', '--', ...process.argv.slice(2)].join(' ')
  const file = join(root, 'docs/faults.md')
  const before = readFileSync(file, 'utf8')
  const others = ['soak', 'notes-faults'].map(name => sectionOf(before, name)).filter(text => text !== '')
  writeFileSync(file, [page(command, names, rows), ...others.map(text => `${text}\n`)].join('\n'))
}
const failed = rows.some(({ cells: [cell] }) => typeof cell !== 'object' || cell.misses.length > 0)
process.exit(failed ? 1 : 0)

/** For a quiet machine, whatever this one is. */
async function timeLimitAsWritten(milliseconds: number, fixed = 0): ReturnType<TimeLimit> {
  return async () => fixed + milliseconds
}

function isWanted({ id, name }: Scenario): boolean {
  return flags.only.length === 0 || flags.only.some(part => `${id} ${name}`.startsWith(part))
}

async function run(scenario: Scenario, { version, install, lacks, start }: Peer): Promise<Cell> {
  if (version() === undefined) return `not installed (${install})`
  const lack = lacks[scenario.id]
  if (lack) return lack
  return scenario.run(start, timeLimitAsWritten).catch(error => `no result: ${error.message}`)
}

function report({ id, name }: Scenario, server: Peer, cell: Cell): void {
  const what =
    typeof cell === 'string' ? cell : [describe(cell.tally), ...cell.notes, ...cell.misses].join('. ')
  console.error(`${id} ${name}, ${server.name}: ${what}`)
}
