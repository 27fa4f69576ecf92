/**
 * The service as its tests call it. If it keeps data, each test file has a database of its own, which is ready before its
 * first test. What the service reads of its environment is read here, so this is imported before the rest.
 */
import './log.ts'
import './credentials.ts'
import { existsSync } from 'node:fs'
import type { Express } from 'express'
import type { Routes } from '../../src/http.ts'

const ownDatabase = new URL('../notes/own-database.ts', import.meta.url)
if (existsSync(ownDatabase)) await import(ownDatabase.href)

/** A copy of an earlier release exports only the app, and has all of its routes in src/routes.ts. */
const main: { app: Express; table?: Routes } = await import('../../src/main.ts')

export const { app } = main

/** All endpoints, by name. */
export const table: Routes = main.table ?? (await import('../../src/routes.ts')).routes
