/**
 * `npm run demo`: what `docker compose up` shows, without Docker. Starts the API, runs the client against it, prints
 * every answer and goes on serving until Ctrl-C; with `--once` it ends there, with the client's exit code.
 * `--port N` or PORT sets the port, 5000 unless set; like all settings PORT may stand in a file .env.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { readDotEnv } from './dot-env.ts'
import { readFlags } from './flags.ts'
import { compile, endWithShell } from './npm-child.js'
import { adminAddress, isTaken } from './ports.js'
import { printReadable } from './print-readable.ts'
import { takenPort } from './taken-port.ts'

const isWindows = process.platform === 'win32'
const usage = `npm run demo -- [--port N] [--once]

Starts the API, runs the client against it, prints every answer, and serves until Ctrl-C.

  --port N   the port, $PORT or 5000 unless given
  --once     ends after the client, with its exit code`
const values = readFlags(usage, { once: { type: 'boolean', default: false }, port: { type: 'string' } })
readDotEnv()
const port = values.port ?? process.env.PORT ?? '5000'
if (await isTaken(Number(port))) {
  console.error(await takenPort(Number(port), other => `npm run demo -- --port ${other}`))
  process.exit(1)
}
compile()
endWithShell()
const admin = await adminAddress(Number(port))

// Without an access log, so that the client's answers are what one reads.
const server = start(
  'dist/src/cluster/cli.js',
  '--bind',
  `0.0.0.0:${port}`,
  '--admin',
  admin,
  '--no-access-log',
  '--served-by',
  'dist/src/main.js:app',
)
let isStopped = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal))
if (server.stdout) printReadable(server.stdout, { ignore: 'pid' })

const ended = exitCode(server)
const isServing = await Promise.race([logged(server, 'Listening at'), ended.then(() => false)])
const clientCode = isServing ? await exitCode(start('dist/client/main.js', `localhost:${port}`)) : 1
if (isServing && values.once) stop('SIGTERM')
else if (isServing)
  console.log(
    `\nServing on http://localhost:${port}, with its docs at /docs, until Ctrl-C.\nSee it at work: http://${admin}`,
  )
process.exitCode = (await ended) || (values.once ? clientCode : 0)

/** On Windows a signal ends a program at once, and Ctrl-C has reached the server already. */
function stop(signal: 'SIGINT' | 'SIGTERM'): void {
  isStopped = true
  if (!isWindows || signal === 'SIGTERM') server.kill(signal)
}

function start(script: string, ...args: string[]): ChildProcess {
  const isServer = script.includes('cluster')
  return spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', isServer ? 'pipe' : 'inherit', 'inherit'],
  })
}

async function logged(child: ChildProcess, phrase: string): Promise<boolean> {
  if (child.stdout === null) return false
  for await (const line of createInterface(child.stdout)) if (line.includes(phrase)) return true
  return false
}

/** A program's exit code once it has ended; 1 if a signal ended it, unless that is how Windows stops what is to stop. */
async function exitCode(child: ChildProcess): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode ?? (isWindows && isStopped ? 0 : 1)
}
