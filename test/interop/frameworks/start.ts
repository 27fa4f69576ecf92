import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort, until } from '../../cluster/wait.ts'
import { type Framework, isPython } from './frameworks.ts'

/** The only token that the servers let in. */
export const token = 'the-token-of-this-test'

export interface Started {
  /** HOST:PORT */
  readonly host: string
  readonly stop: () => Promise<void>
}

/**
 * Starts the server of a framework, and waits until it answers.
 *
 * @param broken whether GET /books/{id} is to answer with null for a year, against its document
 * @throws {Error} if it ends before; with what it wrote
 */
export async function start(framework: Framework, { broken = false } = {}): Promise<Started> {
  const port = await freePort()
  const file = join(import.meta.dirname, 'servers', framework.server)
  const [program, args] = isPython(framework)
    ? ['/usr/bin/python3', ['-B', file]]
    : [process.execPath, [file]]
  const server = spawn(program, args, {
    env: { PATH: '/usr/bin:/bin', PORT: String(port), TOKEN: token, ...(broken && { BROKEN: '1' }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = once(server, 'exit')
  let errors = ''
  server.stderr.on('data', chunk => {
    errors = (errors + chunk).slice(-2000)
  })
  const host = `127.0.0.1:${port}`
  await until(`${framework.server} to answer`, async () => {
    if (server.exitCode !== null) throw new Error(`${framework.server} ended:\n${errors}`)
    return fetch(`http://${host}/`).then(
      () => true,
      () => false,
    )
  })
  const stop = async () => {
    server.kill('SIGKILL')
    await exited
  }
  return { host, stop }
}
