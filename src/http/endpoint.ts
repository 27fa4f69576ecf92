const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export type Method = (typeof methods)[number]

/** Method and path in one string, so that they cannot drift apart: `'GET /hello/:name'`. */
export type Endpoint = `${Method} /${string}`

/** The names in the `:params` of a path. */
export type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** What to write in place of an endpoint that is no method, one space and a path; undefined if it is. */
export function endpointFault({ endpoint }: { endpoint: string }): string | undefined {
  if (methods.some(method => endpoint.startsWith(`${method} `)) && !/ {2}| $/.test(endpoint)) return undefined
  const words = endpoint.trim().split(/\s+/)
  const given = words[0]?.toUpperCase()
  const method = methods.find(method => method === given) ?? 'GET'
  const others = methods.filter(other => other !== method).join(', ')
  return `'${endpoint}' is no method, one space and a path; write '${method} ${words.at(-1)}', or ${others} in place of ${method}`
}

/** The two halves of a route's `'GET /hello/:name'`. */
export function endpointOf({ endpoint }: { endpoint: string }): { method: Method; path: string } {
  const space = endpoint.indexOf(' ')
  return { method: endpoint.slice(0, space) as Method, path: endpoint.slice(space + 1) }
}
