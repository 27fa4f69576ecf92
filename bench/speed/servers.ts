import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileCacheOf, root } from './build.ts'
import { pm2Start, type Start, spawned } from './start.ts'

/** What a server does besides answering; `checkWork` proves each before anything is timed. */
export type Feature = 'log' | 'request id' | 'headers' | 'validation' | 'problems' | 'notes'

export type Server = {
  name: string
  features: Feature[]
  /** What it consists of, with versions; undefined where it is not installed. */
  version(): string | undefined
  start: Start
  /** More of its environment, made before each start. @param folder for what it keeps */
  environment?(folder: string): Record<string, string>
  /** The processes of the database that it asks, if that has its own. */
  databaseProcesses?(): number[]
}

export const all: Feature[] = ['log', 'request id', 'headers', 'validation', 'problems']
const scripts = join(import.meta.dirname, 'servers')
const script = (name: string) => join(scripts, name)

/** Our server, compiled. @param folder where `dist/` is. */
export function ours(folder: string, name = 'this template', features = all, flags: string[] = []): Server {
  return {
    name,
    features,
    version: () => `express ${versionOf('express')}`,
    start: spawned(({ port, workers }) => ({
      file: process.execPath,
      args: [
        ...['dist/src/cluster/cli.js', '--bind', `127.0.0.1:${port}`, '--workers', `${workers}`],
        ...flags,
        'dist/src/main.js:app',
      ],
      cwd: folder,
      env: compileCacheOf(folder),
    })),
  }
}

export function oursWithoutLog(folder: string): Server {
  return ours(folder, 'without access log', ['headers', 'validation'], ['--no-access-log'])
}

/** A server script of Node's, in one process; in more, under node:cluster at its defaults. */
export function node(name: string, file: string, features: Feature[], packages: string[]): Server {
  const versions = () => packages.map(versionOf)
  return {
    name,
    features,
    version: () =>
      versions().includes(undefined) ? undefined : packages.map(p => `${p} ${versionOf(p)}`).join(', '),
    start: spawned(({ workers }) => ({
      file: process.execPath,
      args: workers === 1 ? [script(file)] : [script('node-cluster.js'), script(file)],
    })),
  }
}

export const raw = node('node:http', 'raw.js', [], [])
export const rawFull = node('node:http, same features', 'raw-full.js', all, [
  'pino',
  'zod',
  'helmet',
  'prom-client',
])
export const express = node('Express', 'express.js', [], ['express'])
const stackPackages = ['express', 'helmet', 'pino-http', 'cors', 'compression', 'zod']
export const expressStack = node(
  'Express, usual stack',
  'express-stack.js',
  ['log', 'headers', 'validation'],
  stackPackages,
)
export const fastify = node(
  'Fastify, defaults',
  'fastify.js',
  ['log', 'headers', 'validation'],
  ['fastify', '@fastify/helmet'],
)
export const fastifyTuned = node('Fastify, same features, tuned', 'fastify-tuned.js', all, [
  'fastify',
  'pino',
  'prom-client',
])

const honoPackages = ['hono', '@hono/node-server', 'zod']
export const hono = node('Hono, defaults', 'hono.js', ['log', 'headers', 'validation'], honoPackages)
export const honoFull = node('Hono, same features', 'hono-same-features.js', all, [
  ...honoPackages,
  'pino',
  'prom-client',
])

/** Our API under node:cluster, which hands connections to workers in turn; PM2 does the same. */
export function oursUnderNodeCluster(folder: string): Server {
  return {
    name: 'this API under node:cluster',
    features: all,
    version: () => '',
    start: spawned(() => ({
      file: process.execPath,
      args: [script('node-cluster.js'), script('serve-ours.js')],
      env: { APP: join(folder, 'dist/src/main.js') },
    })),
  }
}

export const pm2Stack: Server = {
  name: 'PM2, Express, usual stack',
  features: expressStack.features,
  version: () => versionOf('pm2') && `pm2 ${versionOf('pm2')}`,
  start: pm2Start(script('express-stack.js')),
}

/** The lecture's server, with the worker class that it has by default and, for connections that stay, with threads. */
export const flask = gunicorn('Flask on gunicorn', [])
export const flaskThreads = gunicorn('Flask on gunicorn, 4 threads', ['--threads', '4'])

export function gunicorn(name: string, flags: string[], module = 'flask_api'): Server {
  return {
    name,
    features: ['log'],
    version() {
      const { stdout, status } = spawnSync('gunicorn', ['--version'], { encoding: 'utf8' })
      return status === 0 ? `gunicorn ${/[\d.]+\d/.exec(stdout)?.[0]}` : undefined
    },
    start: spawned(({ port, workers }) => ({
      file: 'gunicorn',
      args: [
        '--bind',
        `127.0.0.1:${port}`,
        '--workers',
        `${workers}`,
        '--access-logfile',
        '-',
        ...flags,
        `${module}:app`,
      ],
      cwd: scripts,
      env: { PYTHONDONTWRITEBYTECODE: '1' },
    })),
  }
}

export function versionOf(name: string): string | undefined {
  const found = [join(root, 'bench'), root]
    .map(folder => join(folder, 'node_modules', name, 'package.json'))
    .find(existsSync)
  return found && JSON.parse(readFileSync(found, 'utf8')).version
}
