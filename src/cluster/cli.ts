/**
 * The command line of the server. Every worker runs this file too, and loads only what a worker needs: what it does not load,
 * it does not wait for when it replaces another.
 */
import cluster from 'node:cluster'

if (cluster.isWorker) {
  const { work } = await import('./worker/work.ts')
  await work()
} else {
  const { main } = await import('./main.ts')
  await main(process.argv.slice(2))
}
