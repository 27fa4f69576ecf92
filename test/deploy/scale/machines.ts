/** Machines to deploy to: containers, in each of which a Docker engine of its own runs. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { until } from '../../cluster/wait.ts'
import { docker, succeed } from '../../containers/docker.ts'

const repository = resolve(import.meta.dirname, '../../..')

export type Machine = {
  readonly name: string
  /** Where the other machines, and the tests, reach it. */
  readonly address: string
  /** Of its engine, for DOCKER_HOST. */
  readonly engine: string
  /** What `docker ARGS` prints there. @throws {Error} if it fails */
  succeed(...args: string[]): Promise<string>
  /** What a command line prints that a user types at this machine. @throws {Error} if it fails */
  run(line: string, env?: NodeJS.ProcessEnv): Promise<string>
  /** Pulls its network cable. */
  cutOff(): Promise<void>
}

export type Machines = {
  readonly all: readonly Machine[]
  remove(): Promise<void>
}

/** @param name tells them from those of other test files. */
export async function startMachines(name: string, count: number): Promise<Machines> {
  const prefix = `test-${name}-${process.pid}`
  const folder = mkdtempSync(join(tmpdir(), `${prefix}-`))
  const image = await buildImage('machine')
  await succeed(['network', 'create', prefix])
  const names = Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`)

  async function start(container: string): Promise<Machine> {
    const run = join(folder, container)
    mkdirSync(run)
    const flags = ['--detach', '--privileged', '--network', prefix, '--volume', `${run}:/run/machine`]
    await succeed(['run', '--name', container, '--hostname', container, ...flags, image])
    const env = { DOCKER_HOST: `unix://${run}/docker.sock`, PATH: `${fakeSsh(folder)}:${process.env.PATH}` }
    await until('an engine that answers', async () => (await docker(['info'], env)).code === 0, 60)
    const address = `{{(index .NetworkSettings.Networks "${prefix}").IPAddress}}`
    return {
      name: container,
      address: (await succeed(['inspect', '--format', address, container])).trim(),
      engine: env.DOCKER_HOST,
      succeed: (...args) => succeed(args, env),
      run: (line, more) => shell(line, { ...env, ...more }),
      async cutOff() {
        await succeed(['network', 'disconnect', prefix, container])
      },
    }
  }

  async function remove(): Promise<void> {
    await docker(['rm', '--force', '--volumes', ...names])
    await docker(['network', 'rm', prefix])
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    return { all: await Promise.all(names.map(start)), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** One of the images of images/Dockerfile; Docker keeps what they are made of for the next run. */
export async function buildImage(target: 'machine' | 'nginx'): Promise<string> {
  const image = `test-deploy-${target}`
  const base = process.env.NODE_IMAGE ? ['--build-arg', `NODE_IMAGE=${process.env.NODE_IMAGE}`] : []
  await succeed([
    'build',
    '--quiet',
    '--target',
    target,
    ...base,
    '--tag',
    image,
    `${import.meta.dirname}/images`,
  ])
  return image
}

/** Copies images of this machine to others. */
export async function copyImages(images: readonly string[], machines: readonly Machine[]): Promise<void> {
  const save = spawn('docker', ['save', ...images], { stdio: ['ignore', 'pipe', 'inherit'] })
  const loads = machines.map(({ engine }) => {
    const load = spawn('docker', ['load', '--quiet'], {
      env: { ...process.env, DOCKER_HOST: engine },
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    save.stdout.pipe(load.stdin)
    return once(load, 'close')
  })
  for (const [code] of await Promise.all(loads))
    if (code !== 0) throw new Error(`docker load ended with ${code}`)
}

/** A folder with an `ssh` that takes a machine's engine for a host: `docker save IMAGE | ssh HOST docker load`. */
function fakeSsh(folder: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'ssh'), '#!/bin/sh\nDOCKER_HOST=$1; export DOCKER_HOST; shift; exec "$@"\n')
  chmodSync(join(bin, 'ssh'), 0o755)
  return bin
}

/**
 * What a command line prints that runs in the project's folder, for three minutes at most.
 * @throws {Error} if it fails, with all that it printed
 */
export function shell(line: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { cwd: repository, env: { ...process.env, ...env }, timeout: 600_000 }
  return new Promise((resolve, reject) => {
    execFile('bash', ['-eo', 'pipefail', '-c', line], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${line}\nended with ${error.code ?? error.signal}:\n${stdout}${stderr}`))
      else resolve(stdout)
    })
  })
}
