import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import type { Result } from '../../../../client/call.ts'
import { callsOf } from '../../../../client/plan/openapi.ts'
import { run } from '../../../../client/run/run.ts'
import { openServer } from '../../../../client/run/server.ts'
import { type Seen, serve } from '../../servers.ts'

/** The `paths` of a document. */
export type Described = Record<string, Record<string, unknown>>

type Setting = {
  /** Other fields of the document, such as `components`, or another version of OpenAPI. */
  document?: Record<string, unknown>
  /** What the server answers to everything, as JSON. */
  answer?: unknown
  /** By what is refused with 400. */
  refuses?: (seen: Seen) => boolean
}

/** Runs the client against a server that a document describes: what arrived there, and what came of the calls. */
export async function exchanged(
  t: TestContext,
  paths: Described,
  { document = {}, answer = {}, refuses = () => false }: Setting = {},
): Promise<{ seen: Seen[]; results: Result[] }> {
  const seen: Seen[] = []
  const baseUrl = await serve(t, async (request, response) => {
    const { method = '', url = '', headers } = request
    const one = { method, url, headers, body: await text(request) }
    seen.push(one)
    response.writeHead(refuses(one) ? 400 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  })
  const calls = callsOf({ openapi: '3.0.3', paths, ...document })
  return { results: await run(openServer({ baseUrl, notes: [] }, { timeout: 10 }), calls), seen }
}

/** The requests that arrived, as `POST /a?b=c` and the body, where none was judged wrong. */
export async function sentTo(t: TestContext, paths: Described, setting?: Setting): Promise<string[]> {
  const { seen, results } = await exchanged(t, paths, setting)
  const wrong = results.filter(({ verdict }) => verdict !== 'ok' && verdict !== 'skipped')
  assert.deepEqual(
    wrong.map(({ problems }) => problems),
    [],
  )
  return seen.map(({ method, url, body }) => `${method} ${url}${body && ` ${body}`}`)
}

/** Why the only call was not made, or does not count. */
export async function reasonAt(
  t: TestContext,
  paths: Described,
  setting?: Setting,
): Promise<string | undefined> {
  const { results } = await exchanged(t, paths, setting)
  assert.deepEqual(
    results.map(({ verdict }) => verdict),
    ['skipped'],
  )
  return results[0]?.problems[0]
}
