import type { Call } from '../call.ts'
import { isStream } from '../media-type.ts'
import type { StopReading } from '../requests.ts'

/** Seconds that an answer without an end is listened to. */
const patience = 2

/** Nothing but an answer's status and headers is wanted, and no stream is read to an end that it may not have. */
export const stopStreams: StopReading = (status, headers) => {
  const isRedirect = status >= 300 && status < 400
  return isRedirect || isStream(headers.get('content-type') ?? '') ? patience : undefined
}

/**
 * When to leave an answer to a call that goes on and on: a stream in any case, another one if nothing of its body is to be
 * checked, and it does not say how long it is.
 */
export function stopReading({ expect = {} }: Call): StopReading {
  const isChecked = expect.json || 'schema' in expect || expect.value !== undefined
  return (status, headers) =>
    isChecked || headers.has('content-length') ? stopStreams(status, headers) : patience
}
