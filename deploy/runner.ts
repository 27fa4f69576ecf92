import { readFileSync } from 'node:fs'
import type { Vm } from './ssh.ts'

/** A service that was deployed before. */
export type Deployed = {
  release: string
  /**
   * What only a restart can change: `PORT/FINGERPRINT`, or `PORT/FINGERPRINT/ENVIRONMENT` if it has variables of its own.
   * Empty if somebody else started it.
   */
  settings: string
  /** Whether its server answers. */
  isServing: boolean
}

/**
 * What the ways to run a service on a VM share: in a container (docker.ts), in a screen session (screen.ts). Each script of a
 * runner runs in the service's folder on the VM.
 */
export type Runner = {
  readonly name: string
  /** The flag that asks for it, behind a space. */
  readonly flag: string
  /** Where it is on the VM, below the user's home. */
  readonly folder: string
  /** The flags of provision.sh. */
  readonly provisioning: string
  /** Whether the VM has what this runner needs. */
  isProvisioned(): Promise<boolean>
  /** What goes into the settings beside the port. */
  fingerprint(): Promise<string>
  /** What runs, or should run; undefined if nothing was deployed. */
  find(): Promise<Deployed | undefined>
  /** Makes the shipped release ready to be served. What runs is not touched. */
  build(id: string): Promise<void>
  /** Loads the built release once, as a worker would, with the variables of the settings and without the data. */
  check(id: string, settings: string): Promise<void>
  /** Stops what runs, starts the release and waits until it is ready. */
  start(id: string, settings: string): Promise<void>
  /** Makes the running server replace its workers with workers of the release, and waits until it has. */
  reload(id: string): Promise<Reload>
  status(): Promise<Status>
  /** Where the admin port is on the VM, as `ssh -L` takes it. */
  adminPlace(): Promise<string>
  /** Removes old releases. */
  tidy(): Promise<void>
  logs(): Promise<number>
  stop(): Promise<void>
}

/** The fields of the admin port's answers that matter here. */
export type Reload = { outcome: 'complete' | 'abandoned'; reason?: string }
export type Status = { ready: boolean; workers: { state: string; ageSeconds: number; requests: number }[] }

export const sourceFolder = 'sources'

/** The code of the supervisor, which keeps it in memory over a reload: a change of it needs a restart. */
export const serverItself = ['src/cluster', 'src/log.ts', 'src/redaction.ts']

/** A script for the admin port; `node` runs it from stdin, with a task and an address. */
export const askServer = readFileSync(`${import.meta.dirname}/ask-server.cjs`, 'utf8')

export const nodeFromStdin = 'node --input-type=commonjs -'

/** Whether a worker is ready; false if the server cannot be asked. */
export function isServing(runner: Runner): Promise<boolean> {
  return runner.status().then(
    ({ ready }) => ready,
    () => false,
  )
}

export function portOf(settings: string): number | undefined {
  return Number(settings.split('/')[0]) || undefined
}

/** The ID of the service's own variables (environment.ts); empty if it has none. */
export function environmentOf(settings: string): string {
  return settings.split('/')[2] ?? ''
}

/** A VM whose scripts run in a folder of its user's home, and end at the first command that fails. */
export function within(vm: Vm, folder: string): Pick<Vm, 'run' | 'runOrShow' | 'follow'> {
  const prepare = (script: string) =>
    `set -euo pipefail; umask 022; mkdir -p ~/${folder}/app/.releases; cd ~/${folder}; ${script}`
  return {
    run: (script, input) => vm.run(prepare(script), input),
    runOrShow: (what, script, input) => vm.runOrShow(what, prepare(script), input),
    follow: script => vm.follow(prepare(script)),
  }
}
