import { z } from 'zod'
import { checkRoutes } from '../../src/http/check-routes.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import type { Route, Routes } from '../../src/http/route.ts'

/** A route that works, but for what a test changes; `route()` would not compile most of these changes. */
export function routeWith(endpoint: Endpoint, changes: Partial<Route> = {}): Route {
  return {
    endpoint,
    summary: '',
    returns: z.object({}),
    examples: [{ returns: {} }],
    handler: () => ({}),
    ...changes,
  }
}

/**
 * What is said of a table that cannot work.
 * @throws {Error} if it can
 */
export function messageOf(routes: Routes): string {
  try {
    checkRoutes(routes)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('The table was taken for one that works')
}

/** Only what is wrong with the entry `culprit`, each line without the entry's name. */
export function faultsOf(routes: Routes): string[] {
  const start = `  culprit (${routes.culprit?.endpoint}): `
  const lines = messageOf(routes).split(/;?\n/).slice(1)
  return lines.filter(line => line.startsWith(start)).map(line => line.slice(start.length))
}
