import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { until } from '../cluster/wait.ts'

/** A line of the log, as it came and as what it says. */
export type Line = { text: string; entry: Record<string, unknown> }

/** Runs the app of fixtures/logged-app.ts in so many processes of its own, and reads their log. */
export async function startLoggedApp(workers: number, env: Record<string, string> = {}) {
  const args = ['--import', 'tsx', `${import.meta.dirname}/fixtures/logged-cluster.ts`]
  const child: ChildProcess = spawn(process.execPath, args, {
    env: { ...process.env, LOG_LEVEL: 'info', WORKERS: String(workers), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: Line[] = []
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', text =>
    lines.push({ text, entry: JSON.parse(text) }),
  )

  /** The first line that has all of these values, once it is there. */
  async function line(wanted: Record<string, unknown>): Promise<Line> {
    const fits = ({ entry }: Line) => Object.entries(wanted).every(([key, value]) => entry[key] === value)
    return until(`a log line with ${JSON.stringify(wanted)}`, () => lines.find(fits))
  }

  async function stop(): Promise<void> {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  const { entry } = await line({ msg: 'listening' })
  return { lines, line, stop, port: Number(entry.port), origin: `http://127.0.0.1:${entry.port}` }
}
