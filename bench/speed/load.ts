import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * What is sent: `mix` is GET /, GET /hello/:name and POST /distance in turn, `body:N` POST /distance with N bytes, `notes`
 * POST /notes and GET /notes/:id in turn.
 */
export type Load = 'mix' | 'hello' | 'distance' | `body:${number}` | 'notes' | 'add note' | 'read note'

export type LoadSettings = {
  /** This machine unless set. */
  host?: string
  port: number
  load: Load
  seconds: number
  connections: number
  /** The CPU that the load generator runs on; any unless set. */
  cpu?: number | undefined
  /** A new connection for every request instead of connections that stay. */
  reconnect?: boolean | undefined
}

/** What the load generator saw; latencies are in milliseconds, `bytes` those of all answers with their heads. */
export type LoadResult = {
  requests: number
  failed: number
  seconds: number
  bytes: number
  p50: number
  p99: number
}

/**
 * Loads a server with wrk.
 * @throws {Error} if a request failed or had another status than 2xx: then the figures are of something else
 */
export async function applyLoad(settings: LoadSettings): Promise<LoadResult> {
  const { host = '127.0.0.1', port, load, seconds, connections, cpu, reconnect } = settings
  const cpus = cpu === undefined ? '0-1023' : String(cpu)
  const wrk = ['wrk', '--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`]
  // An answer that is late counts as late and not as failed: a busy machine may stop everybody for a while.
  wrk.push('--timeout', '20s')
  const script = ['--latency', '--script', join(import.meta.dirname, 'load.lua'), `http://${host}:${port}`]
  const args = ['-c', cpus, ...wrk, ...script, '--', load, reconnect ? 'close' : 'keep']
  const { stdout } = await promisify(execFile)('taskset', args)
  const result: LoadResult = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  if (result.failed > 0 || result.requests === 0) {
    throw new Error(`${result.failed} requests failed, ${result.requests} did not`)
  }
  return result
}
