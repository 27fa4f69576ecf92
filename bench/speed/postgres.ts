import { execFileSync, spawnSync } from 'node:child_process'

const image = 'postgres:17-trixie'
const password = 'bench'

/** Seconds that it has to start. */
const patience = 60

let started: { container: string; port: string } | undefined
let databases = 0

export function hasDocker(): boolean {
  return spawnSync('docker', ['version']).status === 0
}

/**
 * An empty database of its own for each server that is started, in a PostgreSQL with the image's settings: a container on this
 * machine, started when it is first needed and gone with the process.
 *
 * @returns its address
 */
export function emptyDatabase(): string {
  started ??= startContainer()
  databases += 1
  const name = `bench${databases}`
  docker('exec', started.container, ...['psql', '-U', 'postgres'], '-c', `create database ${name}`)
  return `postgres://postgres:${password}@127.0.0.1:${started.port}/${name}`
}

function startContainer(): { container: string; port: string } {
  const container = docker(
    'run',
    '--detach',
    '--publish',
    '127.0.0.1::5432',
    '--env',
    `POSTGRES_PASSWORD=${password}`,
    image,
  )
  process.on('exit', () => docker('rm', '--force', '--volumes', container))
  for (let tries = 0; !answers(container); tries++) {
    if (tries === patience) throw new Error(`PostgreSQL did not start: ${docker('logs', container)}`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
  }
  return { container, port: docker('port', container, '5432').split(':').at(-1) as string }
}

/** By TCP, as the image first starts one for itself on a socket of Unix alone. */
function answers(container: string): boolean {
  return spawnSync('docker', ['exec', container, 'pg_isready', '-h', '127.0.0.1']).status === 0
}

function docker(...args: string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8' }).trim()
}
