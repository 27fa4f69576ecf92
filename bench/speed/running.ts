import { closeSync, ftruncateSync, openSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from './build.ts'
import { processTree } from './processes.ts'
import type { Server } from './servers.ts'

export type Running = {
  server: Server
  port: number
  /** Milliseconds from the start to the first answer. */
  startTime: number
  pids(): number[]
  /** What it has written since the start or the last `clearLog()`. */
  log(): string
  /** @returns how many bytes that were */
  clearLog(): number
  stop(): Promise<void>
}

/** Milliseconds that a server has for its first answer. */
const patience = 20_000

/**
 * Starts a server and waits until it answers.
 * @param cpus the CPUs it may run on, as taskset takes them
 */
export async function run(server: Server, workers: number, cpus: string): Promise<Running> {
  const folder = temporaryFolder()
  const outputPath = join(folder, 'log')
  const output = openSync(outputPath, 'a')
  const port = await freePort()
  const env = server.environment?.(folder) ?? {}
  const startedAt = performance.now()
  const { pid, stop } = await server.start({ port, workers, cpus, output, outputPath, folder, env })
  const log = () => readFileSync(outputPath, 'utf8')

  while (!(await answers(port))) {
    if (performance.now() - startedAt < patience) await sleep(2)
    else {
      await stop()
      throw new Error(`${server.name} did not answer: ${log().slice(-2000)}`)
    }
  }
  const startTime = performance.now() - startedAt
  return {
    server,
    port,
    startTime,
    pids: () => processTree(pid),
    log,
    clearLog() {
      const { size } = statSync(outputPath)
      if (size > 0) ftruncateSync(output)
      return size
    },
    async stop() {
      await stop()
      closeSync(output)
    },
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })
    await response.text()
    return response.ok
  } catch {
    return false
  }
}

/** A port that is free now, below those that the system gives to clients. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_000)
    const isFree = await new Promise<boolean>(resolve => {
      const probe = createServer().on('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}
