import type { Call } from '../../call.ts'

/**
 * The same calls, with a reason in place of a request that an earlier one of another operation makes already, as that
 * of `/users/{id}` for the id `me` next to `/users/me`: no request is sent twice.
 */
export function sentOnce(calls: Call[]): Call[] {
  const senders = new Map<string, string>()
  return calls.map(call => {
    const { name, method, path, skip } = call
    if (skip !== undefined) return call
    const key = requestKey(call)
    const sender = senders.get(key)
    if (sender === undefined) senders.set(key, name)
    return sender === undefined
      ? call
      : {
          name,
          method,
          path,
          skip: `its path, filled in, is that of ${sender}, which sends the same request`,
        }
  })
}

/** Equal for calls that send the same. */
export function requestKey({
  method,
  path,
  headers,
  json,
  form,
  multipart,
  needs,
  anonymous,
}: Partial<Call>): string {
  return JSON.stringify([method, path, headers, json, form, multipart, needs, anonymous])
}
