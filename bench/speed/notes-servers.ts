import { spawnSync } from 'node:child_process'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { databaseProcesses, emptyDatabase, hasDocker } from './postgres.ts'
import { all, gunicorn, node, ours, type Server, versionOf } from './servers.ts'

export const onPostgres = 'this template, PostgreSQL'
/** As where many workers share what the database allows, in place of ten. With one, some of 32 requests at a time got a 503. */
export const onTwoConnections = 'this template, PostgreSQL, two connections'
export const onSqlite = 'this template, SQLite'
export const fastifyNotes = 'Fastify, same features'
export const flaskNotes = 'Flask, psycopg2 on gunicorn'

/** The servers that keep notes, each start with an empty database. @param folder where our compiled server is */
export function notesServers(folder: string): Server[] {
  const fastify = node(fastifyNotes, 'fastify-notes.js', all, ['fastify', 'postgres', 'pino', 'prom-client'])
  const flask = gunicorn(flaskNotes, [], 'flask_notes')
  const onTwo = ours(folder, onTwoConnections)
  return [
    inPostgres({ ...ours(folder, onPostgres), version: () => `kysely ${versionOf('kysely')}` }),
    // A third of them: the rest is for the successor that a reload starts, and for the process that prepares.
    inPostgres(onTwo, { DATABASE_CONNECTIONS: '6' }),
    inSqlite(ours(folder, onSqlite)),
    inPostgres(fastify),
    inPostgres({ ...flask, version: () => flask.version() && psycopg() }),
  ]
}

function inPostgres(server: Server, environment: Record<string, string> = {}): Server {
  return {
    ...server,
    features: [...server.features, 'notes'],
    version: () => (hasDocker() ? server.version() : undefined),
    environment: () => ({ ...environment, DATABASE_URL: emptyDatabase() }),
    databaseProcesses,
  }
}

function inSqlite(server: Server): Server {
  return {
    ...server,
    features: [...server.features, 'notes'],
    version: () => (isBuiltin('node:sqlite') ? server.version() : undefined),
    environment: folder => ({ SQLITE_FILE: join(folder, 'notes.db') }),
  }
}

function psycopg(): string | undefined {
  const print = 'import psycopg2; print(psycopg2.__version__)'
  const { stdout, status } = spawnSync('/usr/bin/python3', ['-c', print], { encoding: 'utf8' })
  return status === 0 ? `psycopg2 ${stdout.split(' ')[0]}` : undefined
}
