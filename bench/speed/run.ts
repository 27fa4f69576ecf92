/**
 * Our server side by side with others: `npm run bench`.
 *
 * Needs Linux, wrk and `npm ci --prefix bench --ignore-scripts`; for the lecture's server also gunicorn and Flask, and for
 * the notes Docker and psycopg2.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFlags } from '../../scripts/flags.ts'
import { writeBlock } from '../block.ts'
import { build, root } from './build.ts'
import { chart } from './chart.ts'
import { outcomes, type Results } from './goals.ts'
import { circumstances } from './machine.ts'
import { allPhases, quickPhases } from './phases.ts'
import { figureTable, goalTable } from './report.ts'
import { measureInRounds, type Plan } from './rounds.ts'

const usage = `npm run bench -- [--quick] [--only NAME …] [--json] [--write]

Measures this server beside others, on this machine. Takes 20 minutes, and means something if nothing else runs.

  --quick       the one table that matters most, in about a minute
  --only NAME   only the parts whose name begins so: one worker, two workers, features, notes …; may be repeated
  --json        all that was measured, as JSON on stdout
  --write       puts the tables into docs/performance.md and draws docs/bench.svg`
const flags = readFlags(usage, {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  only: { type: 'string', multiple: true, default: [] },
})

// Servers are stopped and folders removed as the process exits; a signal alone would not let it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const folder = build()
const phases = Object.entries((flags.quick ? quickPhases : allPhases)(folder)).filter(([name]) =>
  isWanted(name),
)
const peers = [...new Set(phases.flatMap(([, { servers }]) => servers))]
const command = ['npm run bench --', ...process.argv.slice(2)].join(' ')
const facts = circumstances(command, peers)

const results: Results = {}
for (const [name, plan] of phases) {
  try {
    results[name] = await measureInRounds(installed(plan), line => console.error(`${name}: ${line}`))
  } catch (error) {
    // The others are worth having: this one is said to be missing.
    facts.push(`No result for ${name}: ${(error as Error).message}`)
    process.exitCode = 1
  }
}

if (flags.json) console.log(JSON.stringify({ facts, goals: outcomes(results), results }, asObject, 2))
else console.log(report(results))
if (flags.write) write()

function isWanted(name: string): boolean {
  return flags.only.length === 0 || flags.only.some(part => name.startsWith(part))
}

/** What is not installed is said to be missing, and left out. */
function installed(plan: Plan): Plan {
  const missing = plan.servers.filter(server => server.version() === undefined)
  for (const { name } of missing) facts.push(`Not installed and so not measured: ${name}.`)
  return { ...plan, servers: plan.servers.filter(server => !missing.includes(server)) }
}

function report(results: Results): string {
  const tables = Object.entries(results).map(([name, samples]) => `### ${name}\n\n${figureTable(samples)}`)
  return [
    ...[...new Set(facts)].map(fact => `- ${fact}`),
    `\n${goalTable(outcomes(results), results)}\n`,
    tables.join('\n\n'),
  ].join('\n')
}

function write(): void {
  const { notes, ...others } = results
  if (notes) writeBlock('docs/performance.md', 'figures of notes', report({ notes }))
  if (Object.keys(others).length > 0) writeBlock('docs/performance.md', 'figures', report(others))
  const oneWorker = results['one worker']
  const subtitle = `GET /, GET /hello/:name and POST /distance in turn, one worker, Node ${process.versions.node}`
  if (oneWorker) writeFileSync(join(root, 'docs/bench.svg'), chart(oneWorker, 'mix', subtitle))
}

function asObject(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value
}
