import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Status } from '../../src/cluster/page/sent.ts'
import { build } from './build.ts'
import { get } from './faults/load.ts'
import { freePort, until } from './wait.ts'
import { withOpenFiles } from './with-open-files.ts'

/** One line of the server's log. */
export interface LogLine {
  readonly level: string
  readonly msg: string
  readonly pid: number
  readonly [field: string]: unknown
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Server {
  /** The supervisor, which leads a process group of its own. */
  readonly pid: number
  readonly port: number
  readonly adminPort: number
  /** Lines of stdout that parse as JSON, in order; the list grows. */
  readonly log: readonly LogLine[]
  /** Lines of stdout that do not. */
  readonly garbled: readonly string[]
  /** All of stderr so far. */
  errors(): string
  /** Resolves once the server has ended and its output is read. */
  readonly exited: Promise<Exit>
  signal(signal: NodeJS.Signals): void
  /** Waits for a log line. */
  logged(phrase: RegExp, seconds?: number): Promise<LogLine>
  /** The admin port's answer, parsed. */
  status(): Promise<Status>
  /** The pids of the workers that are ready, oldest first. */
  workers(): Promise<number[]>
  /** Kills what is left of it, whatever state it is in. */
  stop(): Promise<void>
}

export interface Setup {
  /** `MODULE:EXPORT`. */
  readonly app: string
  /** 4 unless given. */
  readonly workers?: number
  readonly flags?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** The folder to start it in; this process's own unless given. */
  readonly folder?: string
  /** Node's own flags. */
  readonly nodeFlags?: readonly string[]
  /** `ulimit -n` of its shell. */
  readonly openFiles?: number
  /** Of 127.0.0.1; two free ones unless given. */
  readonly ports?: { readonly port: number; readonly adminPort: number }
  /** In place of that port of 127.0.0.1. */
  readonly bind?: readonly string[]
  /** A file descriptor of this process to which it writes its log, in place of `Server.log`. */
  readonly stdout?: number
  /** A file descriptor of this process that becomes the server's descriptor 3. */
  readonly inherit?: number
}

/** Starts the compiled server as a process of its own, without waiting for it. */
export async function launch(setup: Setup): Promise<Server> {
  const {
    app,
    workers = 4,
    flags = [],
    env = {},
    nodeFlags = [],
    openFiles,
    ports,
    bind,
    folder,
    stdout,
    inherit,
  } = setup
  const { port, adminPort } = ports ?? { port: await freePort(), adminPort: await freePort() }
  const binds = (bind ?? [`127.0.0.1:${port}`]).flatMap(address => ['--bind', address])
  const own = [...binds, '--admin', `127.0.0.1:${adminPort}`, '--workers', String(workers)]
  const command = [process.execPath, ...nodeFlags, `${build()}/src/cluster/cli.js`, ...own, ...flags, app]
  const [program, ...args] = withOpenFiles(openFiles, command)
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', stdout ?? 'pipe', 'pipe', inherit ?? 'ignore'],
    ...(folder && { cwd: folder }),
    env: { ...withoutServerSettings(process.env), ...env },
  }) as ChildProcessByStdio<null, Readable | null, Readable>
  const log: LogLine[] = []
  const garbled: string[] = []
  if (child.stdout)
    readLines(child.stdout, line => {
      const entry = parse(line)
      if (entry) log.push(entry)
      else garbled.push(line)
    })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const exited = new Promise<Exit>(resolve => {
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  const killGroup = () => signalGroup(child, 'SIGKILL')
  process.on('exit', killGroup)
  exited.then(() => process.off('exit', killGroup))

  const server: Server = {
    pid: child.pid ?? 0,
    port,
    adminPort,
    log,
    garbled,
    errors: () => errors,
    exited,
    signal: signal => child.kill(signal),
    logged: (phrase, seconds) =>
      until(`a log line ${phrase}`, () => log.find(({ msg }) => phrase.test(msg)), seconds),
    async status() {
      return JSON.parse((await get({ port: adminPort, path: '/status' })).body)
    },
    async workers() {
      const { workers } = await server.status()
      return workers.filter(({ state }) => state === 'ready').map(({ pid }) => pid)
    },
    async stop() {
      killGroup()
      await exited
    },
  }
  return server
}

/** Starts the server and waits until all of its workers are ready. */
export async function startServer(setup: Setup): Promise<Server> {
  const server = await launch(setup)
  const { workers = 4 } = setup
  try {
    await Promise.race([
      until(`${workers} ready workers`, async () => (await readyCount(server)) === workers),
      server.exited.then(({ code, signal }) => {
        throw new Error(`the server ended with ${signal ?? code} as it started`)
      }),
    ])
  } catch (error) {
    await server.stop()
    throw new Error(`${error}\n${server.errors()}${server.log.map(line => JSON.stringify(line)).join('\n')}`)
  }
  return server
}

async function readyCount(server: Server): Promise<number> {
  const ready = await get({ port: server.adminPort, path: '/ready' })
  return ready.outcome === 'ok' ? (await server.workers()).length : 0
}

/** What the tester's own shell sets must not reach the server under test. */
function withoutServerSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = [
    'PORT',
    'WEB_CONCURRENCY',
    'FORWARDED_ALLOW_IPS',
    'LOG_LEVEL',
    'ACCESS_LOG',
    'SERVED_BY',
    'NODE_OPTIONS',
  ]
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !settings.includes(name)))
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal)
  } catch {
    // All of them have ended.
  }
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine)
}

function parse(line: string): LogLine | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
