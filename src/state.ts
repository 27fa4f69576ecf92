/** What the service keeps from one request to the next. src/main.ts takes it in, if this file is there. */
import { isBuiltin } from 'node:module'
import { log, type Part } from './http.ts'
import { settings } from './settings.ts'

/** Node has SQLite from 22.13 on. */
const hasDatabase = settings.DATABASE_URL !== undefined || isBuiltin('node:sqlite')

/** All other endpoints are there without a database, too. */
const nothing: Part = {
  routes: {},
  async prepare() {
    const remedy = 'take Node 22.13 or later, or set DATABASE_URL=postgres://…'
    log.warn(`No notes: Node ${process.versions.node} has no SQLite. To have them, ${remedy}`)
  },
  async ready() {},
  async close() {},
}

export const { routes, prepare, ready, close }: Part = hasDatabase ? await import('./notes.ts') : nothing
