import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'

/** What the client of the command line prints and how it ends, in an environment that says nothing. */
export async function runClient(
  args: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['client/start.js', ...args], {
    env: { PATH: process.env.PATH, ...env },
  })
  child.stdin.end(input)
  const [stdout, stderr, [code]] = await Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  // A buffer's text has the byte order mark that a stream's loses.
  return { code, stdout: stdout.toString(), stderr: stderr.toString() }
}
