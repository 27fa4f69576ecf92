import type { Call } from '../call.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { isObject } from '../untrusted.ts'
import { refuseUnfilled, refuseWholePath } from './contract/braces.ts'
import { refuseUncheckable, refuseWrongExpectation } from './contract/expectation.ts'
import { valueOfJson } from './contract/json-text.ts'
import { callKeys } from './contract/keys.ts'
import { refuseBodyOfGet, refuseNoneMade } from './contract/made.ts'
import { readNeeds } from './contract/needs.ts'
import { refuseWrongPlaceholders } from './contract/placeholders.ts'
import { refuseMisshapen } from './contract/shape.ts'

/**
 * Reads a contract: a JSON list of calls, as `--list --json` prints them. Only `method` and `path` must be given. Its
 * placeholders, such as `{{run}}`, are checked and stay.
 *
 * @example
 *     parseContract('[{ "method": "GET", "path": "/name", "expect": { "status": [200] } }]', 'calls.json')
 *     // [{ name: 'GET /name', method: 'GET', path: '/name', expect: { status: [200] } }]
 *
 * @param file what the messages call the text
 * @throws {UsageError} if a call is incomplete, needs a call that does not come before it, or has an unknown field or
 *   placeholder: a misspelt expectation would never be checked; or if there is no call to make
 */
export function parseContract(text: string, file: string): Call[] {
  const list = valueOfJson(text, file)
  if (!Array.isArray(list)) throw new UsageError(`${file} is not a list of calls`)
  const calls: Call[] = []
  for (const [index, entry] of list.entries()) {
    calls.push(readCall(entry, calls, `call ${index + 1} of ${file}`))
  }
  refuseNoneMade(calls, file)
  return calls
}

/** @param before the calls that are made before it */
function readCall(entry: unknown, before: Call[], where: string): Call {
  if (!isObject(entry)) throw new UsageError(`${where} is not an object`)
  const { method, path, needs, expect } = entry
  if (method === undefined) throw new UsageError(`${where} needs a method, such as "GET"`)
  if (path === undefined) throw new UsageError(`${where} needs a path that begins with a slash`)
  refuseWholePath(path, where)
  refuseMisshapen(entry, callKeys, where)
  const bodies = ['json', 'form', 'multipart'].filter(key => entry[key] !== undefined)
  if (bodies.length > 1) throw new UsageError(`${where} has ${bodies.join(' and ')}: a call has one body`)
  if (isObject(expect)) refuseWrongExpectation(expect, where)
  const call = { name: `${method} ${path}`, ...entry } as Call
  if (Array.isArray(needs)) call.needs = readNeeds(needs, call, before, where)
  refuseWrongPlaceholders(call, where)
  refuseUnfilled(call, where)
  refuseBodyOfGet(call, where)
  refuseUncheckable(call, where)
  return call
}
