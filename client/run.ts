import { ask, type Server, skipped } from './ask.ts'
import type { Call, Result } from './call.ts'

/**
 * Makes the calls one after another. The first one that gets no answer ends it: the rest is skipped, so that a dead
 * server costs one timeout and not one for each call.
 *
 * @param onResult told of each result at once
 */
export async function run(
  server: Server,
  calls: Call[],
  onResult: (result: Result) => void = () => {},
): Promise<Result[]> {
  const results: Result[] = []
  let reachable = true
  for (const call of calls) {
    const result = reachable ? await askWithSlash(server, call) : skipped(call, 'host unreachable')
    if (result.verdict === 'unreachable') reachable = false
    results.push(result)
    onResult(result)
  }
  return results
}

/** A route that ends in a slash is another route, and the commonest reason for a 404. */
async function askWithSlash(server: Server, call: Call): Promise<Result> {
  const result = await ask(server, call)
  if (result.answer?.status !== 404 || result.verdict !== 'wrong') return result
  if (call.method !== 'GET' || call.path.endsWith('/') || call.path.includes('?')) return result
  const { verdict } = await ask(server, { ...call, path: `${call.path}/` })
  if (verdict !== 'ok') return result
  return {
    ...result,
    problems: [`the server has no route ${call.method} ${call.path}, but ${call.path}/ works`],
    hint: 'take the slash off the end of the route',
  }
}
