import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import type { Call, Result } from '../../client/call.ts'
import { lectureCalls } from '../../client/plan/lecture.ts'
import { run } from '../../client/run/run.ts'
import { openServer } from '../../client/run/server.ts'
import { type Route, serveLecture } from './lecture-server.ts'
import { listen } from './servers.ts'

/** Runs the lecture's calls against a server with some routes replaced. */
export async function runLecture(t: TestContext, routes: Record<string, Route>): Promise<Result[]> {
  const server = openServer({ baseUrl: await serveLecture(t, routes), notes: [] }, { timeout: 10 })
  return run(server, lectureCalls)
}

/** The first call that is wrong. */
export function wrong(results: Result[]): Result {
  const result = results.find(({ verdict }) => verdict === 'wrong')
  assert.ok(result, 'no call is called wrong')
  return result
}

/** A route that gives this answer. */
export function answer(status: number, headers: Record<string, string>, body: string): Route {
  return (_request, response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  }
}

const threeCalls = lectureCalls.slice(1, 4)

/** Runs three calls of the lecture's, or others, against the server at a URL. */
export function runAt(baseUrl: string, timeout = 10, calls = threeCalls): Promise<Result[]> {
  return run(openServer({ baseUrl, notes: [] }, { timeout }), calls)
}

/** Runs them against a server that does to a connection what the test says. */
export async function runRaw(
  t: TestContext,
  onConnection: (socket: Socket) => void,
  timeout?: number,
  calls?: Call[],
): Promise<Result[]> {
  return runAt(`http://127.0.0.1:${await listen(t, createServer(onConnection))}`, timeout, calls)
}

/** The word for each result that a table would show. */
export const words = (results: Result[]) => results.map(({ word }) => word)
