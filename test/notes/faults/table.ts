/**
 * What faults do to the notes, on both databases: `npm run notes-faults`. It takes Node 22.13 or later, and Docker.
 *
 *   -- --only disk   only the faults whose name contains so (repeatable)
 *   -- --write       puts this run into docs/faults.md
 *
 * The rows are the tests' own scenarios (test/notes/faults/scenarios). Exits 1 when one was not passed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { commit } from '../../../scripts/provenance.ts'
import { withSection } from '../../../scripts/section.ts'
import { aligned } from '../../../scripts/table.ts'
import { type DatabaseName, lackOf } from './databases.ts'
import { locked, lockedFile, stopped, usedUp } from './scenarios/away.ts'
import { fullDisk } from './scenarios/disk.ts'
import { killPostgres, powerCut } from './scenarios/power.ts'
import { prepareBesideWriter, prepareTogether } from './scenarios/prepare.ts'
import { both, type Scenario } from './scenarios/scenario.ts'
import { killConnections, killWorkers, reload } from './scenarios/workers.ts'

const page = join(resolve(import.meta.dirname, '../../..'), 'docs/faults.md')
const scenarios = [
  reload,
  killWorkers,
  powerCut,
  killPostgres,
  killConnections,
  stopped,
  usedUp,
  locked,
  lockedFile,
  fullDisk,
  prepareTogether,
  prepareBesideWriter,
]

const { values: flags } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
})

const [load = 0] = loadavg()
const wanted = scenarios.filter(
  ({ name }) => flags.only.length === 0 || flags.only.some(part => name.includes(part)),
)
const rows: string[][] = []
let hasFailed = false
for (const scenario of wanted) {
  const cells: string[] = []
  for (const database of both) cells.push(await cellOf(scenario, database))
  rows.push([scenario.name, ...cells])
  console.log(rows.at(-1)?.join('\n  '))
}
if (flags.write) writeFileSync(page, withSection(readFileSync(page, 'utf8'), 'notes-faults', section()))
process.exit(hasFailed ? 1 : 0)

async function cellOf({ databases, run }: Scenario, database: DatabaseName): Promise<string> {
  if (!databases.includes(database)) return '–'
  const lack = lackOf(database)
  if (lack) throw new Error(lack)
  const { figure, misses } = await run(database).catch(error => ({ figure: '', misses: [`${error}`] }))
  hasFailed ||= misses.length > 0
  return misses.length === 0 ? `passed: ${figure}` : `FAILED (${misses.join('; ')}): ${figure}`
}

function section(): string {
  return `## What becomes of what is written

Writers send notes, each with an \`Idempotency-Key\`; every third title is wanted by two of them, so that one must be refused
with a 409. Whoever gets no answer, a 503 or a 507, asks again under the same key. Afterwards the tables themselves are read,
and compared with what the writers were told.

${aligned([['', ...both], ...rows])}

${wanted.map(({ name, criterion }) => `- **${name}**: ${criterion}.`).join('\n')}

\`npm run notes-faults -- --write\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, wrote this part: ${availableParallelism()} cores, load
average ${load.toFixed(1)} before the run, Node ${process.versions.node}, PostgreSQL 17. Clients, four workers and the database share the machine, so
the numbers tell what is lost and what is not, not speed.`
}
