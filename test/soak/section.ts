import { loadavg } from 'node:os'
import { commit, machine } from '../../scripts/provenance.ts'
import { missesOf, report } from './report.ts'
import type { Outcome } from './soak.ts'

/** One run for docs/faults.md. */
export function soakSection(outcome: Outcome): string {
  const misses = missesOf(outcome)
  const [load = 0] = loadavg()
  return `## Everything at once, for ${outcome.minutes} minutes

24 clients send valid, invalid and slow requests to the API on 4 workers. Round by round, something is done to the server
every three seconds: a reload (HUP), a worker killed (SIGKILL), a worker more (TTIN), a worker killed, a worker less (TTOU);
the next round waits until the reload is over. A worker that is killed takes the requests with it whose connections it held;
it is stopped for a moment before, so that the kernel can tell exactly which these are. All others must be answered as they
should be: valid ones with the status of the route and under their own id, invalid ones with their 4xx, slow ones when they
are done at last. A header that never ends must be cut off.

${report(outcome)}

${misses.length === 0 ? '**Passed**' : misses.map(miss => `- **FAILED**: ${miss}`).join('\n')}

Passed means: no request failed; no worker was replaced for another reason than a crash or a reload; reloads were completed
and none abandoned; neither memory nor open files grew by a fifth over the last two thirds of the time; afterwards no more
files were open than before; the log had no other error.

\`npm run soak -- --minutes ${outcome.minutes} --write\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, wrote this part.

- Machine: ${machine()}, load average ${load.toFixed(1)}
  at the end. The clients run beside the server on the same machine.
- Node ${process.versions.node}. A minute is the time in which the slopes are given, by least squares.`
}
