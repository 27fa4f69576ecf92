import { parse } from 'yaml'
import { runClient } from '../../client/run-client.ts'
import { until } from '../../cluster/wait.ts'

/** What the client says of one call. */
export interface Said {
  readonly call: string
  readonly verdict: string
  readonly problems: readonly string[]
}

/** A run of the client against a server that it knows nothing of. */
export interface Visit {
  readonly code: number | null
  readonly calls: readonly Said[]
}

/**
 * Runs the client, again where it has not found the document: it looks for five seconds, in which a busy machine may not answer
 * at all places, and then takes the lecture's calls.
 */
export function runUntilFound(args: string[]): ReturnType<typeof runClient> {
  return until('the client to find the document', async () => {
    const ended = await runClient(args)
    return !ended.stdout.includes('/hello/') && ended
  })
}

/** Runs the client, with these flags beside the host. */
export async function visit(host: string, ...flags: string[]): Promise<Visit> {
  const { code, stdout } = await runUntilFound([host, '--json', ...flags])
  const lines: (Said & { summary?: object })[] = stdout
    .trimEnd()
    .split('\n')
    .map(line => ({ problems: [], ...JSON.parse(line) }))
  return { code, calls: lines.filter(({ summary }) => summary === undefined) }
}

/** The version of OpenAPI that a document names. */
export async function openApiVersion(url: string): Promise<string> {
  const answer = await fetch(url)
  return String(parse(await answer.text()).openapi)
}
