import type { Result } from '../call.ts'

/** What a machine that is not there is told by: there may be one on another port. */
const portWords = ['refused', 'timeout', 'closed', 'no route', 'failed']

/**
 * Adds to a note what may be wrong with the address of the roster instead of the server: `http://vcm-1` has no port,
 * which is 80 then, and `http://vcm-1:5000/name` has the path of a call, below which all calls are made.
 *
 * @param typed the host as the roster has it
 * @param note the first thing that is wrong; empty if nothing is
 */
export function withAddressNote(typed: string, baseUrl: string, results: Result[], note: string): string {
  if (note === '') return note
  const { protocol, port, pathname } = new URL(baseUrl)
  const isAnswered = results.some(({ answer }) => answer !== undefined)
  if (!isAnswered) {
    const isPort80 = protocol === 'http:' && port === '' && !/:0*80(\/|\W*$)/.test(typed)
    return isPort80 && portWords.includes(results[0]?.word ?? '')
      ? `${note} (port 80; did you mean :5000?)`
      : note
  }
  const isBelow = pathname !== '/' && !results.some(({ verdict }) => verdict === 'ok')
  return isBelow ? `called below ${pathname}: leave out the path (${note})` : note
}
