import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'

/** Starts this repository's API on a free port, stops it after the test, and gives its base URL. */
export async function startApi(t: TestContext): Promise<string> {
  const args = [
    '--import',
    'tsx',
    'src/cluster/cli.ts',
    'src/main.ts:app',
    '--bind',
    '127.0.0.1:0',
    '--workers',
    '1',
  ]
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
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
