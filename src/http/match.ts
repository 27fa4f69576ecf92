import findMyWay from 'find-my-way'
import type { Method } from './endpoint.ts'
import { Problem } from './problem.ts'

export type Match<Target> = { target: Target; params: Record<string, string | undefined> }

export type Matcher<Target> = {
  /**
   * What stands for a path as it came, with the decoded parameters; undefined if nothing does.
   * @throws {Problem} if its %-encoding is broken: a 400.
   */
  find(method: string, path: string): Match<Target> | undefined
  /** The methods that a path takes, HEAD and OPTIONS among them; none if there is no such path. */
  allowed(path: string): string[]
}

/** Finds targets in a time that does not grow with their number; a fixed path wins over one with parameters. */
export function matcher<Target extends { method: Method; path: string }>(targets: Target[]): Matcher<Target> {
  // The server bounds the length of a path; a parameter's own schema says how long it may be.
  const router = findMyWay({ maxParamLength: Number.MAX_SAFE_INTEGER, onBadUrl: neverCalled })
  for (const target of targets) router.on(target.method, target.path, neverCalled, target)
  const methods = [...new Set(targets.map(({ method }) => method))]

  function find(method: string, path: string): Match<Target> | undefined {
    // The router would read the * of `OPTIONS *` as /.
    if (!path.startsWith('/')) return undefined
    const found = router.find(method as Method, path)
    if (found === null) return undefined
    if (found.store === null) throw new Problem(400, `The path ${path} has a broken %-encoding.`)
    // As in Flask, /hello/ is not /hello/:name with an empty name.
    if (Object.values(found.params).includes('')) return undefined
    return { target: found.store, params: found.params }
  }

  function allowed(path: string): string[] {
    const allow: string[] = methods.filter(method => find(method, path) !== undefined)
    if (allow.includes('GET')) allow.push('HEAD')
    return allow.length > 0 ? [...allow, 'OPTIONS'] : []
  }

  return { find, allowed }
}

/** The router wants a function to call for each route; we only ask it which route it is. */
function neverCalled(): void {}
