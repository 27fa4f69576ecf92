import type { Explanation } from './explanation.ts'
import { htmlSummary, isHtml } from './html.ts'
import { serverMessage } from './server-message.ts'

/** Says what a status of 500 and more means, with the exception if the answer names it. */
export function explainException(body: string): Explanation {
  const hint = 'The log is what docker compose logs shows, or the screen that the server runs in.'
  const said = isHtml(body) ? htmlSummary(body) : serverMessage(body)
  const log = "its traceback is in the server's log"
  if (isGeneric(said)) return { problem: `the handler raised an exception; ${log}`, hint }
  return isHtml(body)
    ? { problem: `the handler raised an exception: ${said}; ${log}`, hint }
    : { problem: `the handler failed, and says: ${said}`, hint: `If it raised an exception, ${log}. ${hint}` }
}

/** Words that frameworks have for any exception: `500 Internal Server Error`, `Server Error (500)`, `Error`. */
function isGeneric(said: string): boolean {
  return /^((internal)?(server)?error)?$/.test(said.toLowerCase().replace(/[^a-z]/g, ''))
}
