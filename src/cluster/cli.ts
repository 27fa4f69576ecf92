/** The command line of the server. */
import cluster from 'node:cluster'
import { exitCodes } from './failure.ts'
import { main } from './main.ts'

const foreign =
  'This server was started as a worker of another cluster, and has workers of its own. ' +
  "With PM2: fork mode and one instance (no -i), and this server's own --workers N in its place."

if (cluster.isPrimary) {
  await main(process.argv.slice(2))
} else {
  // The supervisor's own workers run worker/work.ts. Not by the file descriptor, as other errors: PM2 has put in a function
  // of its own, with these parameters, and what does not go through it is in none of its logs.
  process.stderr.write(`Error: ${foreign}\n`, 'utf8', () => process.exit(exitCodes.configuration))
}
