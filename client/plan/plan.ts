import type { Call, Plan } from '../call.ts'
import { readText } from '../command-line/files.ts'
import type { Flags } from '../command-line/flags.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { RequestException, Session } from '../requests.ts'
import type { Server } from '../run/server.ts'
import { maxBytes } from '../untrusted.ts'
import { parseContract } from './contract.ts'
import { discover } from './discover.ts'
import { readDocument } from './document.ts'
import { chosen } from './only.ts'
import { callsOf, DocumentError } from './openapi.ts'

type Choice = Pick<Flags, 'spec' | 'contract' | 'only' | 'timeout'>

/**
 * The calls that the command line asks for, whatever the server; undefined if it leaves that to the server.
 *
 * @throws {UsageError} if the contract or the document cannot be read
 */
export async function givenPlan({ spec, contract, timeout }: Choice): Promise<Plan | undefined> {
  if (contract !== undefined) {
    return { calls: parseContract(await readText(contract), contract), source: contract }
  }
  if (spec === undefined) return undefined
  const text = /^https?:\/\//i.test(spec) ? await download(spec, timeout) : await readText(spec)
  return { calls: await documentCalls(text, spec), source: spec }
}

/** The calls to make of a server: the given ones, or what it publishes; of these, the ones that `--only` wants. */
export async function planFor(
  server: Server,
  given: Plan | undefined,
  only: string | undefined,
): Promise<Plan> {
  const { calls, ...rest } = given ?? (await discover(server))
  return { calls: calls.length > 0 ? chosen(calls, only) : calls, ...rest }
}

async function documentCalls(text: string, spec: string): Promise<Call[]> {
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
  try {
    const response = await new Session({ timeout, maxBytes }).get(url)
    return response.raiseForStatus().text
  } catch (error) {
    if (error instanceof RequestException) throw new UsageError(`cannot read ${url}: ${error.message}`)
    throw error
  }
}
