import { execFileSync, spawnSync } from 'node:child_process'
import { processTree } from './processes.ts'

const image = 'postgres:17-trixie'
const password = 'bench'

/** Seconds that it has to start. */
const patience = 60

/** Another one for each run, among those that the system does not give to clients. */
const port = 20_000 + (process.pid % 10_000)

let container: string | undefined
let databases = 0

export function hasDocker(): boolean {
  return spawnSync('docker', ['version']).status === 0
}

/**
 * An empty database of its own for each server that is started, in a PostgreSQL with the image's settings: a container started
 * when it is first needed, and gone with the process. It has the network of this machine, since what publishes a port takes
 * CPU time between the two, and its data in memory, since the speed of the disk is not what is compared.
 *
 * @returns its address
 */
export function emptyDatabase(): string {
  container ??= startContainer()
  databases += 1
  docker('exec', container, 'psql', '-U', 'postgres', '-c', `create database bench${databases}`)
  return `postgres://postgres:${password}@127.0.0.1:${port}/bench${databases}`
}

/** The processes of the PostgreSQL, those of its connections included. */
export function databaseProcesses(): number[] {
  return container ? processTree(Number(docker('inspect', '--format', '{{.State.Pid}}', container))) : []
}

function startContainer(): string {
  const options = ['--network', 'host', '--tmpfs', '/var/lib/postgresql/data']
  const environment = ['--env', `PGPORT=${port}`, '--env', `POSTGRES_PASSWORD=${password}`]
  const command = ['postgres', '-c', 'listen_addresses=127.0.0.1']
  const container = docker('run', '--detach', ...options, ...environment, image, ...command)
  process.on('exit', () => docker('rm', '--force', '--volumes', container))
  for (let tries = 0; !answers(container); tries++) {
    if (tries === patience) throw new Error(`PostgreSQL did not start: ${docker('logs', container)}`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
  }
  return container
}

/** By TCP, as the image first starts one for itself on a socket of Unix alone. */
function answers(container: string): boolean {
  return spawnSync('docker', ['exec', container, 'pg_isready', '-h', '127.0.0.1']).status === 0
}

function docker(...args: string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8' }).trim()
}
