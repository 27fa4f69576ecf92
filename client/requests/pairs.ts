type Scalar = string | number | boolean
type Value = Scalar | null | undefined

/** Names and values of a query string or a form: an object (a list repeats its name), a list of pairs, or text as it is. */
export type Pairs =
  | Readonly<Record<string, Value | readonly Value[]>>
  | readonly (readonly [string, Value])[]
  | string

/** `a=1&b=2`, in the order given; null and undefined are left out, and a space becomes `+`. */
export function encodePairs(pairs: Pairs): string {
  if (typeof pairs === 'string') return pairs
  const encoded = new URLSearchParams()
  for (const [name, value] of isList(pairs) ? pairs : Object.entries(pairs)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== null && item !== undefined) encoded.append(name, String(item))
    }
  }
  return encoded.toString()
}

/** The request's pairs over the session's: by name where both are objects; otherwise the request's alone count. */
export function mergePairs(session: Pairs | undefined, request: Pairs | undefined): Pairs | undefined {
  if (request === undefined) return session
  return isRecord(session) && isRecord(request) ? { ...session, ...request } : request
}

function isList(pairs: Pairs): pairs is readonly (readonly [string, Value])[] {
  return Array.isArray(pairs)
}

function isRecord(pairs: Pairs | undefined): pairs is Readonly<Record<string, Value | readonly Value[]>> {
  return typeof pairs === 'object' && !Array.isArray(pairs)
}
