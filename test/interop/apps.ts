import '../http/quiet.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Express } from 'express'
import supertest from 'supertest'
import { project } from '../copy-of-project.ts'

/** An app whose document other people's tools have to understand. */
interface App {
  /** MODULE:EXPORT */
  readonly app: string
  /** What the client needs to call all of it, such as a token. */
  readonly clientFlags?: readonly string[]
}

/** The servers that a test starts have it from here. */
process.env.API_TOKEN = 'the-token-of-this-test'

const all: readonly App[] = [
  { app: 'test/http/lecture.ts:app' },
  { app: 'test/exercises/tasks-app.ts:app', clientFlags: ['--bearer', process.env.API_TOKEN] },
]

/** Those that are here: a fork may delete test/exercises/. */
export const apps = all.filter(({ app }) => existsSync(join(project, app.split(':', 1)[0] as string)))

/** The document that an app, MODULE:EXPORT, serves, as it goes out. */
export async function documentOf(app: string): Promise<string> {
  const [module, name] = app.split(':') as [string, string]
  const exported: Record<string, Express> = await import(join(project, module))
  const { text } = await supertest(exported[name] as Express)
    .get('/openapi.json')
    .expect(200)
  return text
}
