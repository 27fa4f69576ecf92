import { PassThrough } from 'node:stream'
import { type Answer, ask, type Target } from './faults/load.ts'
import type { Server } from './server.ts'
import { until } from './wait.ts'

/** A request that is in flight for as long as its test wants, however slow the machine is. */
export interface HeldRequest {
  readonly answer: Promise<Answer>
  /** Ends its body, which the apps of the tests wait for at `/upload`. */
  letGo(): void
}

/** Sends the beginning of an upload. */
export function holdRequest(target: Target): HeldRequest {
  const body = new PassThrough()
  body.write('the beginning')
  const answer = ask({ path: '/upload', timeout: 120_000, ...target, method: 'POST' }, body)
  return { answer, letGo: () => body.end(', and the end') }
}

/** Sends one, and waits until a worker has it. */
export async function requestInFlight(server: Server): Promise<HeldRequest> {
  const request = holdRequest(server)
  await until('a request in flight', async () =>
    (await server.status()).workers.some(({ requestsInFlight }) => requestsInFlight > 0),
  )
  return request
}
