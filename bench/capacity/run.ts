/**
 * What a rate of requests takes, computed from a run of the bench: machines, memory, the database.
 *
 *   npm run bench --silent -- --json > FILE
 *   node --import tsx bench/capacity/run.ts FILE
 *
 *   --cores N          cores of a machine; 8 unless given
 *   --busy SHARE       how busy a core is planned to be; 0.5 unless given
 *   --connections N    what the database allows all workers together; 80 unless given
 *   --write            puts the tables into docs/scale.md
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { aligned } from '../../scripts/table.ts'
import { writeBlock } from '../block.ts'
import { type Cost, costsOf, type Run } from './figures.ts'
import { type Assumptions, needs, usual } from './needs.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cores: { type: 'string', default: String(usual.cores) },
    busy: { type: 'string', default: String(usual.busy) },
    connections: { type: 'string', default: String(usual.connections) },
    write: { type: 'boolean', default: false },
  },
})

const rates = [1000, 100_000, 1_000_000]
const run: Run = JSON.parse(readFileSync(positionals[0] ?? '/dev/stdin', 'utf8'))
const costs = costsOf(run)
const assumptions: Assumptions = {
  cores: Number(flags.cores),
  busy: Number(flags.busy),
  connections: Number(flags.connections),
}
const text = [
  run.facts.map(fact => `- ${fact}`).join('\n'),
  costTable(costs),
  needsTable(costs, assumptions),
].join('\n\n')

if (flags.write) writeBlock('docs/scale.md', 'capacity', text)
else console.log(text)

function costTable(costs: Cost[]): string {
  return aligned([
    [
      'a request',
      'a worker’s requests/s',
      'a worker’s MB',
      'bytes sent',
      'bytes logged',
      'database CPU µs',
      'on two connections',
    ],
    ...costs.map(({ kind, perWorker, memory, answer, logged, database }) => [
      kind,
      whole(perWorker),
      whole(memory),
      whole(answer),
      whole(logged),
      database ? whole(database.cpu) : '',
      database ? `${database.onTwoConnections.toFixed(2)} ×` : '',
    ]),
  ])
}

function needsTable(costs: Cost[], assumptions: Assumptions): string {
  const lines = rates.flatMap(rate =>
    costs.map(cost => {
      const { workers, machines, memory, sent, logged, database } = needs(cost, rate, assumptions)
      return [
        whole(rate),
        cost.kind,
        whole(workers),
        whole(machines),
        whole(memory),
        whole(sent),
        logged < 10 ? logged.toFixed(1) : whole(logged),
        database ? whole(database.cores) : '',
        database ? `${database.each}, ${whole(database.most)}` : '',
      ]
    }),
  )
  return aligned([
    [
      'requests/s',
      'a request',
      'workers',
      'machines',
      'MB each',
      'Mbit/s each',
      'log GB/h',
      'database cores',
      'connections each, at most',
    ],
    ...lines,
  ])
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
