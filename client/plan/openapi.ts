import type { Call } from '../call.ts'
import { messageOf } from '../requests/message-of.ts'
import { withinTime } from '../time-limit.ts'
import { callsOfOperations } from './openapi/calls.ts'
import { serverPath } from './openapi/server-path.ts'

/** Milliseconds that turning one document into calls may take. */
const timeLimit = 2000

/** It is an OpenAPI document, but cannot be turned into calls. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}

/**
 * The calls of an OpenAPI 3 document: one per operation and named example. An operation that cannot be called is
 * in the list with the reason, so that it is counted. They stand in the document's order, but for those that need
 * a value of another one's answer, or delete what others need: see inOrder().
 *
 * @param document an OpenAPI document, see readDocument()
 * @param basePath the path of the base URL, which is not repeated when the document's `servers` name it, too
 * @param documentPath where the document was read; next to the base URL unless given
 * @throws {DocumentError} if the document cannot be turned into calls, such as for describing more work than a document should
 */
export function callsOf(
  document: Record<string, unknown>,
  basePath = '',
  documentPath = `${basePath}/`,
): Call[] {
  try {
    return withinTime(timeLimit, () =>
      callsOfOperations(document, servers => serverPath(servers, basePath, documentPath)),
    )
  } catch (error) {
    // Whatever a stranger has written: it is a finding about this document, and not the end of the run.
    throw new DocumentError(`the document cannot be turned into calls: ${messageOf(error)}`)
  }
}
