import type { Request } from 'express'

/** What Express 5.3 has for each middleware, router and route: its pattern as it was written, and whether a path fits. */
type Layer = {
  route?: unknown
  handle: unknown
  rawPath?: unknown
  match(path: string): { path: string; pattern?: unknown } | false
}
type Stack = readonly Layer[]

/** In place of a part whose pattern cannot be told: never a path as it was sent, of which there is no end. */
const unknown = '*'

/**
 * The pattern that a request matched in ordinary routers, those included that they are mounted below: `/shops/:shop/items/:id`.
 * Express keeps the path as it was sent (`baseUrl`) of the mounts, so they are looked up by what has been matched.
 */
export function routePattern(req: Request): string | undefined {
  const { route, baseUrl, app } = req
  if (route === undefined) return undefined
  const own = String(route.path)
  if (baseUrl === '') return own
  const within = (rest: string) => mountsOf(route, stackOf(app.router), rest)
  // A mounted app knows its own mount, but not how much of the path that took.
  const isMounted = app.mountpath !== '/'
  const mounts = isMounted ? endsOf(baseUrl).map(within).find(isText) : within(baseUrl)
  return (isMounted ? app.path() : '') + (mounts ?? unknown) + own
}

/** The patterns of the routers that lead to a route, one after the other; undefined if none do. */
function mountsOf(route: unknown, stack: Stack, rest: string): string | undefined {
  if (rest === '' && stack.some(layer => layer.route === route)) return ''
  for (const layer of stack) {
    const inner = stackOf(layer.handle)
    const match = inner.length > 0 && layer.match(rest || '/')
    if (!match || !rest.startsWith(match.path)) continue
    const mounts = mountsOf(route, inner, rest.slice(match.path.length))
    if (mounts !== undefined) return match.path === '' ? mounts : String(match.pattern ?? unknown) + mounts
  }
  return undefined
}

/** What a router has in it; a middleware has nothing. */
function stackOf(handle: unknown): Stack {
  const { stack } = handle as { stack?: unknown }
  return Array.isArray(stack) ? stack : []
}

/** `/b/c`, `/c` and '' of `/a/b/c`; of a longer path than any mount has, the last ones. */
function endsOf(path: string): string[] {
  const parts = path.split('/').slice(1)
  return parts
    .map((_, index) =>
      parts
        .slice(index + 1)
        .map(part => `/${part}`)
        .join(''),
    )
    .slice(-20)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
