export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Method and path in one string, so that they cannot drift apart: `'GET /hello/:name'`. */
export type Endpoint = `${Method} /${string}`

/** The names in the `:params` of a path. */
export type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** The two halves of a route's `'GET /hello/:name'`. */
export function endpointOf({ endpoint }: { endpoint: string }): { method: Method; path: string } {
  const space = endpoint.indexOf(' ')
  return { method: endpoint.slice(0, space) as Method, path: endpoint.slice(space + 1) }
}
