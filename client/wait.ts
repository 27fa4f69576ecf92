import type { Server } from './ask.ts'
import { InvalidURL, RequestException, SSLError } from './requests.ts'

/** Milliseconds between two tries. */
const interval = 250

/** Seconds that one try may take: a server that hung while it started may answer the next one. */
const longestTry = 5

/**
 * Waits until the server answers: whatever it answers, unless 503 Service Unavailable, shows that it is up.
 *
 * @param seconds how long to go on trying
 * @throws {RequestException} the last failure when the time is over, or at once one that waiting cannot cure
 */
export async function waitFor(server: Server, seconds: number): Promise<void> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    const left = deadline - performance.now()
    try {
      const { statusCode } = await server.send('GET', '/', {
        timeout: Math.min(Math.max(left / 1000, 0.05), longestTry),
      })
      if (statusCode !== 503 || left <= 0) return
    } catch (error) {
      if (isAnswer(error)) return
      if (left <= 0 || isHopeless(error)) throw error
    }
    await new Promise(resolve => setTimeout(resolve, Math.min(interval, Math.max(left, 0))))
  }
}

function isAnswer(error: unknown): boolean {
  return error instanceof RequestException && error.response !== undefined
}

function isHopeless(error: unknown): boolean {
  return !(error instanceof RequestException) || error instanceof SSLError || error instanceof InvalidURL
}
