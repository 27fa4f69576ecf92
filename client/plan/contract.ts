import type { Call } from '../call.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { messageOf } from '../requests/message-of.ts'
import { isObject } from '../untrusted.ts'

const knownKeys = new Set([
  'name',
  'method',
  'path',
  'headers',
  'json',
  'form',
  'optional',
  'invented',
  'skip',
  'expect',
])
const knownExpectations = new Set(['status', 'json', 'schema', 'value'])

/**
 * Reads a contract: a JSON list of calls, as `--list --json` prints them. Only `method` and `path` must be given.
 *
 * @example
 *     parseContract('[{ "method": "GET", "path": "/name", "expect": { "status": [200] } }]', 'calls.json')
 *     // [{ name: 'GET /name', method: 'GET', path: '/name', expect: { status: [200] } }]
 *
 * @param file what the messages call the text
 * @throws {UsageError} if a call is incomplete, or has an unknown field: a misspelt expectation would never be checked
 */
export function parseContract(text: string, file: string): Call[] {
  const list = parsedJson(text, file)
  if (!Array.isArray(list)) throw new UsageError(`${file} is not a list of calls`)
  return list.map((entry, index) => checkedCall(entry, `call ${index + 1} of ${file}`))
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${messageOf(error)}`)
  }
}

function checkedCall(entry: unknown, where: string): Call {
  if (!isObject(entry)) throw new UsageError(`${where} is not an object`)
  const { method, path, expect = {} } = entry
  if (typeof method !== 'string' || !/^[A-Z]+$/.test(method)) {
    throw new UsageError(`${where} needs a method such as "GET"`)
  }
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw new UsageError(`${where} needs a path that begins with a slash`)
  }
  if (!isObject(expect)) throw new UsageError(`${where}: expect is not an object`)
  refuseUnknown(entry, knownKeys, where)
  refuseUnknown(expect, knownExpectations, `${where}, expect`)
  const { status } = expect
  if (status !== undefined && !(Array.isArray(status) && status.every(Number.isInteger))) {
    throw new UsageError(`${where}: expect.status is a list, such as [200]`)
  }
  return { name: `${method} ${path}`, ...entry, method, path }
}

function refuseUnknown(object: Record<string, unknown>, known: Set<string>, where: string): void {
  const unknownKey = Object.keys(object).find(key => !known.has(key))
  if (unknownKey !== undefined) {
    throw new UsageError(
      `${where} has ${JSON.stringify(unknownKey)}, which is none of ${[...known].join(', ')}`,
    )
  }
}
