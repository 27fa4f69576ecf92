import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { freePort } from '../cluster/wait.ts'

const repository = resolve(import.meta.dirname, '../..')

export type Ended = { code: number; stdout: string; stderr: string }

/**
 * Runs `docker ARGS` to its end.
 * @throws {Error} if there is no Docker
 */
export function docker(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const options = { cwd: repository, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 }
  return new Promise((resolve, reject) => {
    const child = execFile('docker', args, options, (error, stdout, stderr) => {
      if (error && child.exitCode === null) {
        reject(new Error(`These tests need Docker: ${error.message}`))
        return
      }
      resolve({ code: child.exitCode ?? 1, stdout, stderr })
    })
  })
}

/**
 * What `docker ARGS` prints, where nothing but success will do.
 * @throws {Error} if it fails, with what Docker said
 */
export async function succeed(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, stdout, stderr } = await docker(args, env)
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`)
  return stdout
}

/** docker-compose.yml under a name and a port of its own, so that it runs beside whatever else does. */
export type Project = {
  /** What Compose calls it: COMPOSE_PROJECT_NAME. */
  name: string
  /** The API's address from outside. */
  url: string
  /** Runs `docker compose ARGS` to its end. */
  compose(...args: string[]): Promise<Ended>
  /** Starts `docker compose ARGS` in the foreground, as in a terminal. */
  start(...args: string[]): ChildProcess
  /** The id of a service's container, stopped ones included. */
  container(service: string): Promise<string>
  /** Stops and removes its containers, network and images. */
  remove(): Promise<void>
}

/**
 * @param name tells it from the projects of other test files, which may run at the same time.
 * @param files of Compose, if not those that it reads by itself.
 */
export async function newProject(name: string, files: readonly string[] = []): Promise<Project> {
  const port = await freePort()
  const env = { PORT: String(port), COMPOSE_PROGRESS: 'plain' }
  const project = `test-${name}-${process.pid}`
  const prefix = ['compose', '--project-name', project, ...files.flatMap(file => ['--file', file])]
  return {
    name: project,
    url: `http://127.0.0.1:${port}`,
    compose: (...args) => docker([...prefix, ...args], env),
    start: (...args) =>
      spawn('docker', [...prefix, ...args], {
        cwd: repository,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    async container(service) {
      return (await succeed([...prefix, 'ps', '--all', '--quiet', service], env)).trim()
    },
    async remove() {
      await succeed([...prefix, '--profile', 'test', 'down', '--volumes', '--timeout', '5'], env)
      // `down --rmi local` leaves the images of services that `run` started.
      const label = `label=com.docker.compose.project=${project}`
      const images = (await succeed(['images', '--quiet', '--filter', label]))
        .split('\n')
        .filter(id => id !== '')
      if (images.length > 0) await succeed(['rmi', '--force', ...images])
    },
  }
}
