import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { explain } from './explain.ts'
import { Failure } from './failure.ts'
import { showProgress } from './progress.ts'

/** A machine that is reached by the user's own ssh, with its configuration, its agent and its known hosts. */
export type Vm = {
  /** As the user typed it. */
  destination: string
  /** Its name or address on the network, which ssh's configuration may spell differently. */
  host: string
  /**
   * Runs a Bash script to its end and returns what it printed on stdout.
   *
   * @throws {Failure} if it ends with another code than 0; the message is the reason
   */
  run(script: string, input?: Readable | string): Promise<string>
  /** Like `run`, with the whole output shown if it fails. `what` names the step where the reason is not known. */
  runOrShow(what: string, script: string, input?: Readable | string): Promise<void>
  /** Like `runOrShow`, with the output shown as it comes. */
  show(what: string, script: string, input?: Readable | string): Promise<void>
  /** Runs a script in the foreground until it or the user ends it, and returns its exit code. */
  follow(script: string): Promise<number>
  /** Ends the connection; the next script makes a new one, with the groups that the user is in by then. */
  hangUp(): Promise<void>
}

type Result = { code: number; stdout: string; output: string }
type OnOutput = (text: string) => void

const isWindows = process.platform === 'win32'

/** The exit code when ssh itself fails; any other is the script's. */
const sshFailed = 255

/**
 * Connects, which is when ssh asks about an unknown host key or for a password, and returns the VM.
 *
 * @throws {Failure} if it cannot connect; the message says what to do
 */
export async function connect(destination: string): Promise<Vm> {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  // All scripts share one connection. Windows' ssh has no such thing, and connects each time.
  const shared = ['-o', 'ControlMaster=auto', '-o', 'ControlPersist=60', '-o', `ControlPath=${folder}/ssh`]
  const flags = [
    ...(isWindows ? [] : shared),
    ...['-o', 'ConnectTimeout=10', '-o', 'ServerAliveInterval=15'],
    // Whoever rules the VM could use the agent and the screen of whoever deploys to it, if ssh's configuration lends them.
    ...['-o', 'ForwardAgent=no', '-o', 'ForwardX11=no'],
  ]
  const host = await hostName(destination)
  const command = (script: string, terminal: '-T' | '-tt' = '-T') => [
    ...[...flags, terminal, destination],
    `bash -c ${quote(script)}`,
  ]

  async function attempt(script: string, input?: Readable | string, onOutput?: OnOutput): Promise<Result> {
    const child = spawn('ssh', command(script), { stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'] })
    feed(child, input)
    return collect(child, onOutput)
  }

  /** For a step that takes long. */
  async function attemptWatched(
    script: string,
    input: Readable | string | undefined,
    onOutput: OnOutput = () => {},
  ): Promise<Result> {
    const progress = showProgress()
    const result = await attempt(script, input, text => {
      progress.heard(text)
      onOutput(text)
    })
    progress.end()
    return result
  }

  function failure({ code, output }: Result, otherwise: string): Failure {
    const lost = `The connection to ${host} was lost. Check it (ssh ${destination} uptime), then run the same command again.`
    return new Failure(explain(output, vm) ?? (code === sshFailed ? lost : otherwise))
  }

  const vm: Vm = {
    destination,
    host,
    async run(script, input) {
      const result = await attempt(script, input)
      if (result.code !== 0) throw failure(result, lastLine(result.output))
      return result.stdout
    },
    async runOrShow(what, script, input) {
      const result = await attemptWatched(script, input)
      if (result.code === 0) return
      process.stdout.write(result.output)
      throw failure(result, `${what} failed on ${host}; see above.`)
    },
    async show(what, script, input) {
      const result = await attemptWatched(script, input, text => process.stdout.write(text))
      if (result.code !== 0) throw failure(result, `${what} failed on ${host}; see above.`)
    },
    async follow(script) {
      // -tt gives the script a terminal: Ctrl-C ends ssh, that terminal, and so what runs in it.
      process.off('SIGINT', interrupt).on('SIGINT', () => {})
      // That terminal leaves the ends of the lines alone: a terminal here makes its own, and a pipe wants none.
      const child = spawn('ssh', command(`stty -opost; ${script}`, '-tt'), {
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      const [code] = await once(child, 'close')
      return code ?? 0
    },
    async hangUp() {
      if (isWindows) return
      await collect(
        spawn('ssh', [...flags, '-O', 'exit', destination], { stdio: ['ignore', 'pipe', 'pipe'] }),
      )
    },
  }
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.on('SIGINT', interrupt)
  const { code, output } = await attempt('true')
  if (code !== 0) throw new Failure(explain(output, vm) ?? lastLine(output))
  return vm
}

function interrupt(): never {
  process.exit(130)
}

/** The name under which ssh's configuration knows the host: what the client can call. */
async function hostName(destination: string): Promise<string> {
  const { stdout } = await collect(spawn('ssh', ['-G', destination]))
  return /^hostname (\S+)/m.exec(stdout)?.[1] ?? destination.replace(/^.*@/, '')
}

/** A word that a shell takes as it is. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function feed({ stdin }: ChildProcess, input: Readable | string | undefined): void {
  // The script may end before it has read everything; its exit code says how that went.
  stdin?.on('error', () => {})
  if (typeof input === 'string') stdin?.end(input)
  else if (stdin) input?.pipe(stdin)
}

async function collect(child: ChildProcess, onOutput: OnOutput = () => {}): Promise<Result> {
  let stdout = ''
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      output += text
      onOutput(text)
    })
  }
  child.on('error', error => {
    output += error.message
  })
  const [code] = await once(child, 'close')
  return { code: code ?? 1, stdout, output }
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? ''
}
