import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { get } from '../../test/cluster/faults/load.ts'
import type { Settings, Start } from '../../test/cluster/faults/scenarios/scenario.ts'
import { until } from '../../test/cluster/wait.ts'
import { withOpenFiles } from '../../test/cluster/with-open-files.ts'

/** A server that the scoreboard compares ours with. */
export interface Peer {
  readonly name: string
  /** The version that is installed, or undefined where it is not. */
  version(): string | undefined
  /** What makes it available. */
  readonly install: string
  /** Scenarios that need something it does not have, and what that is. */
  readonly lacks: Readonly<Record<string, string>>
  readonly start: Start
}

type DeployFolder = {
  readonly folder: string
  /** Puts an app in place: the one that works, or the broken one. */
  deploy(version: 'works' | 'throws'): Promise<void>
  remove(): void
}

/** A folder with copies of these files, of which the first is the app that a deploy replaces. */
export function deployFolder(app: string, others: readonly string[], broken: string): DeployFolder {
  const folder = mkdtempSync(join(tmpdir(), 'peer-'))
  const deployed = join(folder, basename(app))
  for (const file of [app, ...others]) copyFileSync(file, join(folder, basename(file)))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return {
    folder,
    async deploy(version) {
      if (version === 'works') copyFileSync(app, deployed)
      else writeFileSync(deployed, broken)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Starts a command in a process group of its own, and without output unless a scenario is about that. */
export function startGroup(
  command: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  { stdout, openFiles }: Settings,
): Group {
  const [program, ...args] = withOpenFiles(openFiles, command)
  const child = spawn(program, args, {
    cwd,
    detached: true,
    stdio: ['ignore', stdout ?? 'ignore', 'ignore'],
    env: { ...process.env, ...env },
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const kill = () => signalGroup(child)
  process.on('exit', kill)
  return {
    pid: child.pid ?? 0,
    /** Nothing happens where it has ended: a reload of a server that is gone is for the clients to notice. */
    hangUp: async () => {
      child.kill('SIGHUP')
    },
    async stop() {
      kill()
      process.off('exit', kill)
      await ended
    },
  }
}

export interface Group {
  readonly pid: number
  hangUp(): Promise<void>
  stop(): Promise<void>
}

function signalGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // All of them have ended.
  }
}

/** Waits until the port answers and all workers are there. */
export async function untilServing(
  port: number,
  count: number,
  workers: () => Promise<number[]>,
): Promise<void> {
  await until(`an answer of ${count} workers`, async () => {
    const { outcome } = await get({ port })
    return outcome === 'ok' && (await workers()).length === count
  })
}
