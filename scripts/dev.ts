/** The server, as `npm run dev` starts it, again at each saved file. If it fails, its last line says what comes next. */
import cluster from 'node:cluster'

process.env.NODE_ENV ??= 'development'
if (cluster.isPrimary)
  process.on('exit', code => {
    if (code !== 0) process.stdout.write('The server starts again when a file is saved.\n')
  })
await import('../src/cluster/cli.ts')
