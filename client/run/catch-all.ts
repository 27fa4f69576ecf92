import type { Call, Result } from '../call.ts'
import { isObject, oneLine, parseJson, percentDecoded } from '../untrusted.ts'
import { ask } from './ask.ts'
import type { Server } from './server.ts'

/**
 * Finds out whether an answer comes from a route that takes any path, such as Flask's `/<name>`: asks for the path that
 * is no endpoint, and compares. A page that says that nothing is there is another answer, whatever its status.
 */
export async function refuseCatchAll(server: Server, result: Result): Promise<Result> {
  const { call, word, answer } = result
  const { unlike } = call.expect ?? {}
  if (unlike === undefined || answer === undefined || (word !== 'ok' && word !== 'wrong')) return result
  const { route: _, ...asked } = call
  const { filledIn: __, ...expect } = call.expect ?? {}
  const other = await ask(server, { ...asked, name: unlike, path: unlike, expect })
  if (other.verdict !== 'ok' || other.answer === undefined) return result
  if (!isAlike({ call, body: answer.body }, { path: unlike, body: other.answer.body })) return result
  const { method, path } = call
  return {
    ...result,
    verdict: call.optional ? 'optional' : 'wrong',
    word: 'wrong',
    problems: [
      `a route for any path: ${method} ${unlike} is answered, too, by ${oneLine(other.answer.body, 60)}; write a route ${path}`,
      ...result.problems,
    ],
    hint: `In Flask, @app.route("${path}") and not @app.route("/<name>").`,
  }
}

/** Two answers whose expected fields are the same, or differ only as their paths do. */
function isAlike(right: { call: Call; body: string }, other: { path: string; body: string }): boolean {
  const plain = (value: unknown) => (JSON.stringify(value) ?? '').toLowerCase()
  const lastWord = (path: string) => plain(percentDecoded(path.split('/').at(-1) ?? '')).slice(1, -1)
  const renamed = (value: unknown) =>
    plain(value).replaceAll(lastWord(other.path), () => lastWord(right.call.path))
  const [got, otherGot] = [right.body, other.body].map(parsed)
  if (!isObject(got) || !isObject(otherGot)) return plain(got) === renamed(otherGot)
  if (Object.keys(got).sort().join('\n') !== Object.keys(otherGot).sort().join('\n')) return false
  const { schema, value } = right.call.expect ?? {}
  const expected = isObject(value)
    ? value
    : isObject(schema) && isObject(schema.properties)
      ? schema.properties
      : got
  return Object.keys(expected).every(key => plain(got[key]) === renamed(otherGot[key]))
}

/** The body as JSON; as a text if it is none. */
function parsed(body: string): unknown {
  try {
    return parseJson(body)
  } catch {
    return body
  }
}
