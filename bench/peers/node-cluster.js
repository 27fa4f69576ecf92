// node:cluster as a careful reader of its documentation would use it: replace what has died, and on SIGHUP start a worker,
// wait until it listens, and disconnect an old one; a worker that dies before it listens ends the reload.
import cluster from 'node:cluster'
import { once } from 'node:events'

cluster.setupPrimary({ exec: new URL('serve.js', import.meta.url).pathname })

async function start() {
  const worker = cluster.fork()
  const died = once(worker, 'exit').then(() => {
    throw new Error('the worker died before it listened')
  })
  await Promise.race([once(worker, 'listening'), died])
  died.catch(() => {
    if (!worker.exitedAfterDisconnect) start().catch(console.error)
  })
}

async function reload() {
  for (const old of Object.values(cluster.workers)) {
    await start()
    old.disconnect()
  }
}

let reloading = Promise.resolve()
process.on('SIGHUP', () => {
  reloading = reloading.then(reload).catch(console.error)
})

for (let i = 0; i < Number(process.env.WORKERS); i++) start()
