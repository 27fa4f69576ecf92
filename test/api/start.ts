import './own-data.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'

/**
 * Starts an API as it is started in development, on a free port, stops it after the test, and gives its base URL.
 * @param app what to serve, as MODULE:EXPORT; this repository's own unless given
 */
export async function startApi(t: TestContext, app = 'src/main.ts:app'): Promise<string> {
  // A busy machine may take longer than the server's 30 seconds to boot a worker.
  const patience = ['--timeout', '600']
  const flags = ['--bind', '127.0.0.1:0', '--workers', '1', '--no-access-log', ...patience]
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/cluster/cli.ts', ...flags, app], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'info' }, // its first lines tell where it listens
  })
  const exited = once(server, 'exit')
  t.after(async () => {
    server.kill('SIGTERM')
    await exited
  })
  for await (const line of createInterface(server.stdout)) {
    const url = /Listening at: (http:\/\/[\d.:]+)/.exec(line)?.[1]
    if (url === undefined) continue
    server.stdout.resume() // what it logs from now on is of no interest
    return url
  }
  throw new Error('the server ended before it listened')
}
