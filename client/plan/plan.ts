import type { Call, Plan } from '../call.ts'
import { readText } from '../command-line/files.ts'
import type { Flags } from '../command-line/flags.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { readDocument } from './document.ts'
import { mostOf } from './most-calls.ts'
import { chosen } from './only.ts'
import { callsOf, DocumentError } from './openapi.ts'

type Choice = Pick<Flags, 'spec' | 'contract' | 'only' | 'timeout'> & Partial<Pick<Flags, 'roster'>>

/** Bytes of a document that a person names: 8 MiB. What a server offers by itself is read with the limit of an answer. */
const maxSpecBytes = 8 * 1024 * 1024

/**
 * The calls that the command line asks for, whatever the server; undefined if it leaves that to the server.
 *
 * @throws {UsageError} if the contract or the document cannot be read
 */
export async function givenPlan({ spec, contract, timeout, roster }: Choice): Promise<Plan | undefined> {
  if (contract !== undefined) {
    const { parseContract } = await import('./contract.ts')
    const calls = parseContract(await readText(contract), contract)
    if (roster !== undefined && calls.every(({ optional }) => optional))
      throw new UsageError(`${contract} has only optional calls, which a roster leaves out`)
    return { calls, source: contract, placeholders: true }
  }
  if (spec === undefined) return undefined
  const text = /^https?:\/\//i.test(spec) ? await download(spec, timeout) : await readText(spec)
  return { ...mostOf(await documentCalls(text, spec)), source: spec }
}

/** The calls of a plan that `--only` wants. */
export function narrowed({ calls, ...rest }: Plan, only: string | undefined): Plan {
  return { calls: calls.length > 0 ? chosen(calls, only) : calls, ...rest }
}

async function documentCalls(text: string, spec: string): Promise<Call[]> {
  if (Buffer.byteLength(text) > maxSpecBytes) throw tooLong(spec)
  const read = await readDocument(text)
  if (read === undefined) throw new UsageError(`${spec} is not an OpenAPI 3 document`)
  if ('unread' in read) throw new UsageError(`${spec} ${read.unread}`)
  try {
    return callsOf(read.document)
  } catch (error) {
    throw error instanceof DocumentError ? new UsageError(`${spec}: ${error.message}`) : error
  }
}

async function download(url: string, timeout: number): Promise<string> {
  const { BodyTooLarge, RequestException, Session } = await import('../requests.ts')
  try {
    const response = await new Session({ timeout, maxBytes: maxSpecBytes }).get(url)
    return response.raiseForStatus().text
  } catch (error) {
    if (error instanceof BodyTooLarge) throw tooLong(url)
    if (error instanceof RequestException) throw new UsageError(`cannot read ${url}: ${error.message}`)
    throw error
  }
}

function tooLong(spec: string): UsageError {
  return new UsageError(`${spec} is longer than 8 MiB, the longest document that is read`)
}
