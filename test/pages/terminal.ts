import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { freePort, until } from '../cluster/wait.ts'
import { copyOfProject } from '../copy-of-project.ts'

export type Typed = { output: string; exitCode: number }

/** Where a page's commands are typed: a copy of the project, which they may change. */
export type Terminal = {
  /** The copy of the project. */
  folder: string
  /** For each port of the page the free port that is used in its place. */
  ports: ReadonlyMap<string, string>
  /** Types a command, as a page writes it, and waits until it has ended. */
  type(command: string): Promise<Typed>
  /** Starts a server in a terminal of its own, in place of the one before, and waits until it serves (or waits, as npm run dev). */
  serve(command: string): Promise<void>
  /** What the server has printed so far. */
  served(): string
  close(): Promise<void>
}

/** A port of the page. What follows another port is one inside of a container: -p 127.0.0.1:5432:5432 */
const ofThisMachine = /(?<!:\d+):(5\d{3})\b/g

/** A free port for each port of the page, of as many digits, so that columns stay where they are. */
async function portsOf(pageText: string): Promise<Map<string, string>> {
  const ports = new Map<string, string>()
  for (const [, port = ''] of `:5000 ${pageText}`.matchAll(ofThisMachine)) {
    if (!ports.has(port)) ports.set(port, String(await freePort(7000, 10_000)))
  }
  return ports
}

export async function openTerminal(pageText: string): Promise<Terminal> {
  const ports = await portsOf(pageText)
  const folder = copyOfProject()
  const { NODE_TEST_CONTEXT, LOG_LEVEL, DATABASE_URL, SQLITE_FILE, ...rest } = process.env
  const port = ports.get('5000') ?? ''
  const env = { ...rest, PORT: port, CLIENT_HOST: `127.0.0.1:${port}`, npm_config_loglevel: 'silent' }
  const options = { cwd: folder, env, detached: true }
  const shell = spawn('bash', [], options)
  const shellOutput = collect(shell)
  let server: ChildProcess | undefined
  let serverOutput = () => ''
  let typed = 0

  /** A host of the class stands for this machine. */
  const toThisMachine = (text: string) =>
    text
      .replaceAll(ofThisMachine, (whole, port) => (ports.has(port) ? `:${ports.get(port)}` : whole))
      .replaceAll(/\bvcm-\d{4}\.vm\.duke\.edu\b/g, 'localhost')
  const toPage = (text: string) =>
    [...ports].reduce((result, [theirs, ours]) => result.replaceAll(`:${ours}`, `:${theirs}`), text)

  async function stopServer(): Promise<void> {
    if (server !== undefined) await endGroup(server, 'SIGINT')
    server = undefined
  }

  return {
    folder,
    ports,
    async type(command) {
      const start = shellOutput().length
      const end = `end of command ${++typed}:`
      shell.stdin?.write(`{ ${toThisMachine(command)}\n} < /dev/null 2>&1; echo "${end} $?"\n`)
      const pattern = new RegExp(`${end} (\\d+)\n`)
      const found = await until(
        `the end of ${command}`,
        () => pattern.exec(shellOutput().slice(start)) ?? undefined,
        180,
      )
      return { output: toPage(shellOutput().slice(start, start + found.index)), exitCode: Number(found[1]) }
    },
    async serve(command) {
      await stopServer()
      const started = spawn('bash', ['-c', toThisMachine(command)], options)
      server = started
      const output = collect(started)
      serverOutput = () => toPage(output())
      await until(`a server by ${command}`, () => isServing(started, output()), 120)
    },
    served: () => serverOutput(),
    async close() {
      await stopServer()
      await endGroup(shell, 'SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function isServing(server: ChildProcess, output: string): boolean {
  if (server.exitCode !== null) throw new Error(`it ended with ${server.exitCode}:\n${output}`)
  // npm run dev goes on where the app does not load, and waits for a change.
  return /Listening at|starts again when a file is saved/.test(output)
}

/** What a program has written so far, to either stream, as plain text. */
function collect({ stdout, stderr }: ChildProcess): () => string {
  let output = ''
  const add = (text: string) => {
    output += stripVTControlCharacters(text).replaceAll('\r\n', '\n')
  }
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', add)
  return () => output
}

/** Ends a program and all that it started; kills what has not ended after 10 s. */
async function endGroup(leader: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (leader.exitCode !== null || leader.signalCode !== null) return
  const ended = once(leader, 'exit')
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-(leader.pid ?? 0), signal)
    } catch {
      // All of them have ended.
    }
  }
  kill(signal)
  const timer = setTimeout(() => kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(timer)
  kill('SIGKILL')
}
