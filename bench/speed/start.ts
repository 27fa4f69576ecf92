import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './build.ts'

export type Place = {
  port: number
  workers: number
  /** The CPUs that the server may run on, as taskset takes them. */
  cpus: string
  /** File descriptor that takes what the server writes. */
  output: number
  /** Path of the same file. */
  outputPath: string
  folder: string
  /** More of its environment. */
  env: Record<string, string>
}

/** Starts a server and resolves to its topmost process, perhaps before it answers. */
export type Start = (place: Place) => Promise<{ pid: number; stop(): Promise<void> }>

type Command = { file: string; args: string[]; cwd?: string; env?: Record<string, string> }

/** Starts what is a child process of ours; PORT and WORKERS are in its environment. */
export function spawned(commandOf: (place: Place) => Command): Start {
  return async place => {
    const { file, args, cwd, env } = commandOf(place)
    const child = spawn('taskset', ['-c', place.cpus, file, ...args], {
      cwd,
      env: { ...process.env, ...settings(place), ...env, ...place.env },
      stdio: ['ignore', place.output, place.output],
      detached: true,
    })
    const exited = once(child, 'exit')
    const kill = () => killGroup(child.pid)
    process.on('exit', kill)
    return {
      pid: child.pid as number,
      async stop() {
        process.off('exit', kill)
        kill()
        await exited
      },
    }
  }
}

/** Starts a script under PM2 in cluster mode, with a daemon of its own. */
export function pm2Start(script: string): Start {
  return async place => {
    const home = join(place.folder, 'pm2')
    const env = { ...process.env, ...settings(place), PM2_HOME: home }
    const pm2 = (...args: string[]) =>
      promisify(execFile)(
        'taskset',
        ['-c', place.cpus, process.execPath, join(root, 'bench/node_modules/pm2/bin/pm2'), ...args],
        { env },
      )
    const log = ['--output', place.outputPath, '--error', place.outputPath]
    await pm2('start', script, '--instances', `${place.workers}`, ...log)
    return {
      pid: Number(readFileSync(join(home, 'pm2.pid'), 'utf8')),
      async stop() {
        await pm2('kill')
      },
    }
  }
}

/** Ours reads no PORT when it is told --bind, and neither do the rest read what is not meant for them. */
function settings({ port, workers }: Place): Record<string, string> {
  return { PORT: String(port), WORKERS: String(workers), NODE_ENV: 'production' }
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
