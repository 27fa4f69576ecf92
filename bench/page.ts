import { loadavg } from 'node:os'
import { commit, machine } from '../scripts/provenance.ts'
import { failedCells, type Row, table } from './scoreboard.ts'

const [loadBefore = 0] = loadavg()

/** docs/faults.md, from one run. */
export function page(command: string, servers: readonly string[], rows: readonly Row[]): string {
  const failures = failedCells(servers, rows).map(line => `- ${line}`)
  return `# What breaks when things go wrong

Each row breaks a running server in one way while clients use it. A figure such as 3 / 10,212 is failed requests
of all requests; passed and FAILED are about the row's whole criterion, which stands below the table.

${table(servers, rows)}

${rows.map(({ scenario }) => `- **${scenario.id} ${scenario.name}**: ${scenario.criterion}.`).join('\n')}

## What failed, and how

${failures.length > 0 ? failures.join('\n') : 'Nothing.'}

## How it was measured

\`${command}\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, wrote this page.

- Machine: ${machine()}, load average ${loadBefore.toFixed(1)}
  before the run. All clients run beside the server on the same machine; the numbers tell kinds of failure and orders
  of magnitude, not speed.
- Node ${process.versions.node} for the clients, this server, PM2 and node:cluster. Four workers each, other settings
  at their defaults but for those that a row names.
- 20 clients, each sending one request after another; a client gives up after 10 s and never tries again.
- gunicorn's default worker answers one request at a time and closes every connection, so it runs a second time with threads.
- PM2 runs in cluster mode. node:cluster is the pattern of its documentation: replace what died; on reload, fork, wait
  until the new worker listens, disconnect an old one. Both serve the very handler that this server serves; gunicorn
  serves the same in Flask. The peers are in \`bench/peers/\`.
`
}
