/** What `npm run dev` starts, again at each saved file: the server, which at a failure says in its last line what comes next. */
import cluster from 'node:cluster'

if (cluster.isPrimary)
  process.on('exit', code => {
    if (code !== 0) process.stdout.write('The server starts again when a file is saved.\n')
  })
await import('../src/cluster/cli.ts')
