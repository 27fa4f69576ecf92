import type { Call } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { messageOf } from '../../requests/message-of.ts'

/** @throws {UsageError} if a GET or HEAD has a body, with which it would be skipped, whatever the server */
export function refuseBodyOfGet(call: Call, where: string): void {
  const reason = call.skip === undefined ? bodyOfGet(call) : undefined
  if (reason !== undefined)
    throw new UsageError(`${where}: ${reason}: give its values in the query of its path`)
}

/**
 * A document that is written down as a contract may have calls that cannot be sent. A contract of these alone says nothing.
 *
 * @throws {UsageError} if there are no calls, or none of them would be made, so that nothing would be checked
 */
export function refuseNoneMade(calls: Call[], file: string): void {
  const [first] = calls
  if (first === undefined) throw new UsageError(`${file} has no calls`)
  // Whatever needs others begins with one that needs none.
  if (calls.some(call => !call.needs?.length && reasonNotMade(call) === undefined)) return
  throw new UsageError(`${file} has no call that is made: ${first.name} is skipped (${reasonNotMade(first)})`)
}

function reasonNotMade(call: Call): string | undefined {
  return call.skip ?? bodyOfGet(call) ?? unsendable(call)
}

function bodyOfGet({ method, json, form, multipart, needs = [] }: Call): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  const hasBody = [json, form, multipart].some(body => body !== undefined)
  const isGiven = needs.some(({ into }) => into?.startsWith('$request.body'))
  return hasBody || isGiven ? `a ${method} cannot carry a body` : undefined
}

/** What fetch refuses. Source: Fetch Standard, sections "Methods" and "Headers class". */
function unsendable({ method, headers }: Call): string | undefined {
  if (['CONNECT', 'TRACE', 'TRACK'].includes(method)) return `fetch does not send ${method}`
  try {
    new Headers(headers)
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}
