import { InvalidURL, RequestException, SSLError } from '../requests.ts'
import type { Server } from './server.ts'

/** Milliseconds between two tries. */
const interval = 250

/** Seconds that one try may take: a server that hung while it started may answer the next one. */
const longestTry = 5

/**
 * Waits until the server answers. Any answer but 503 Service Unavailable shows that it is up.
 *
 * @param seconds how long to go on trying
 * @param onWaiting told once, when the first try has failed
 * @throws {RequestException} if the time is over, or at once if waiting cannot help
 */
export async function waitFor(server: Server, seconds: number, onWaiting = () => {}): Promise<void> {
  const deadline = performance.now() + seconds * 1000
  for (let tries = 0; ; tries += 1) {
    const left = deadline - performance.now()
    const timeout = Math.min(Math.max(left / 1000, 0.05), longestTry)
    if ((await isUp(server, timeout, left <= 0)) || left <= 0) return
    if (tries === 0) onWaiting()
    await new Promise(resolve => setTimeout(resolve, Math.min(interval, left)))
  }
}

/** @param last whether this is the last try, of which a failure is thrown */
async function isUp(server: Server, timeout: number, last: boolean): Promise<boolean> {
  try {
    const { statusCode } = await server.send('GET', '/', { timeout })
    return statusCode !== 503
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    if (error.response !== undefined) return true
    if (last || isHopeless(error)) throw error
    return false
  }
}

/** Waiting cannot help: what is there is not a web server, or nothing can be sent at all. */
function isHopeless(error: RequestException): boolean {
  const notHttp = error.code === 'ERR_NOT_HTTP' || error.code === 'ERR_HTTPS_ONLY'
  return notHttp || error instanceof SSLError || error instanceof InvalidURL
}
