import type { Call } from '../call.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { messageOf } from '../requests/message-of.ts'
import { isObject } from '../untrusted.ts'
import { refuseWrongNeeds } from './contract/needs.ts'
import { isListOf, refuseUnknown } from './contract/shape.ts'

const knownKeys = [
  'name',
  'method',
  'path',
  'route',
  'headers',
  'json',
  'form',
  'multipart',
  'optional',
  'invented',
  'needs',
  'security',
  'anonymous',
  'skip',
  'expect',
]
const knownExpectations = [
  'status',
  'json',
  'schema',
  'value',
  'varies',
  'filledIn',
  'unlike',
  'types',
  'itemSchema',
  'headers',
  'documented',
]

/**
 * Reads a contract: a JSON list of calls, as `--list --json` prints them. Only `method` and `path` must be given.
 *
 * @example
 *     parseContract('[{ "method": "GET", "path": "/name", "expect": { "status": [200] } }]', 'calls.json')
 *     // [{ name: 'GET /name', method: 'GET', path: '/name', expect: { status: [200] } }]
 *
 * @param file what the messages call the text
 * @throws {UsageError} if a call is incomplete, needs a value of a call that does not come before it, or has an unknown
 *   field: a misspelt expectation would never be checked
 */
export function parseContract(text: string, file: string): Call[] {
  const list = parsedJson(text, file)
  if (!Array.isArray(list)) throw new UsageError(`${file} is not a list of calls`)
  const calls: Call[] = []
  for (const [index, entry] of list.entries()) {
    const where = `call ${index + 1} of ${file}`
    const call = checkedCall(entry, where)
    refuseWrongNeeds(call, calls, where)
    calls.push(call)
  }
  return calls
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
  const { method, path, security, expect = {} } = entry
  if (typeof method !== 'string' || !/^[A-Z]+$/.test(method)) {
    throw new UsageError(`${where} needs a method such as "GET"`)
  }
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw new UsageError(`${where} needs a path that begins with a slash`)
  }
  if (!isObject(expect)) throw new UsageError(`${where}: expect is not an object`)
  refuseUnknown(entry, knownKeys, where)
  if (security !== undefined && !isListOf(security, item => isListOf(item, isText))) {
    throw new UsageError(`${where}: security is a list of lists, such as [["bearer"], ["header X-API-Key"]]`)
  }
  checkExpectation(expect, where)
  return { name: `${method} ${path}`, ...entry, method, path }
}

function checkExpectation(expect: Record<string, unknown>, where: string): void {
  refuseUnknown(expect, knownExpectations, `${where}, expect`)
  const lists: [key: string, isItem: (item: unknown) => boolean, example: string][] = [
    ['status', Number.isInteger, '[200]'],
    ['documented', Number.isInteger, '[404]'],
    ['varies', isText, '["/id"]'],
    ['filledIn', isText, '["/name"]'],
    ['types', isText, '["text/event-stream"]'],
    ['headers', isText, '["Location"]'],
  ]
  for (const [key, isItem, example] of lists) {
    if (expect[key] !== undefined && !isListOf(expect[key], isItem)) {
      throw new UsageError(`${where}: expect.${key} is a list, such as ${example}`)
    }
  }
  const { unlike } = expect
  if (unlike !== undefined && !(isText(unlike) && String(unlike).startsWith('/'))) {
    throw new UsageError(`${where}: expect.unlike is a path, such as "/nonesuch"`)
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}
