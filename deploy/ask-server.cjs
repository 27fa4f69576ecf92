/*
 * Runs on the VM, where the server's admin port is, on whatever Node is there:
 *
 *   node - status ADMIN          prints the page /status
 *   node - serving ADMIN         prints the generation that serves, or fails if none does yet
 *   node - reload ADMIN PID      makes the server load the code that is on disk now, and prints the outcome
 *
 * ADMIN is unix:PATH or HOST:PORT.
 */
const http = require('node:http')

const [task, admin, pid] = process.argv.slice(2)
const [host, port] = admin.split(':')
const address = host === 'unix' ? { socketPath: port } : { host, port }

/** Milliseconds for a reload: --prepare-timeout (300 s), then some workers, one after the other, each within --boot-timeout (30 s). */
const reloadTimeout = 600_000

/** Milliseconds for the last old worker to end: --graceful-timeout (30 s) and --keep-alive (5 s). */
const drainTimeout = 35_000

const pause = () => new Promise(resolve => setTimeout(resolve, 100))

function status() {
  return new Promise((resolve, reject) => {
    const call = http.get({ ...address, path: '/status' }, answer => {
      let body = ''
      answer.setEncoding('utf8').on('data', text => {
        body += text
      })
      answer.on('end', () => resolve(JSON.parse(body)))
    })
    call.on('error', reject)
  })
}

/** Not whether a worker has been started: it may be one that does not get as far. */
async function serving() {
  const { generation } = await status()
  if (generation === null) throw new Error('no worker serves yet')
  return generation
}

async function reload() {
  const before = (await status()).lastReload?.at
  process.kill(Number(pid), 'SIGHUP')
  for (const asked = Date.now(); Date.now() - asked < reloadTimeout; ) {
    await pause()
    const { lastReload } = await status()
    if (!lastReload || lastReload.at === before || lastReload.outcome === 'in progress') continue
    await oldWorkersEnd()
    return lastReload
  }
  return { outcome: 'abandoned', reason: `The server has not reloaded within ${reloadTimeout / 1000} s.` }
}

/** Waits until no worker with the old code is left, which might still answer. */
async function oldWorkersEnd() {
  for (const asked = Date.now(); Date.now() - asked < drainTimeout; await pause()) {
    const { generation, workers } = await status()
    if (workers.every(worker => worker.generation === generation)) return
  }
}

const tasks = { status, serving, reload }
tasks[task]().then(
  answer => console.log(JSON.stringify(answer)),
  error => {
    console.error(error.message)
    process.exitCode = 1
  },
)
