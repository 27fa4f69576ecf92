/**
 * What fetch does not tell: whether a request reached its server. Node's fetch publishes its steps on diagnostics
 * channels; this module follows them, each back to the call that it belongs to.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

export interface Wire {
  /** Whether a connection was there to write the request to. */
  sent: boolean
  /** Called when the connection closed before the request was written to it. */
  onUnusedClose: () => void
}

const current = new AsyncLocalStorage<Wire>()
const wireOf = new WeakMap<object, Wire>()

subscribe('undici:request:create', message => {
  const { request } = message as { request: object }
  const wire = current.getStore()
  if (wire !== undefined) wireOf.set(request, wire)
})

subscribe('undici:client:sendHeaders', message => {
  const wire = wireOf.get((message as { request: object }).request)
  if (wire !== undefined) wire.sent = true
})

subscribe('undici:client:connected', message => {
  const { socket } = message as { socket: Socket }
  const wire = current.getStore()
  if (wire === undefined) return
  socket.once('close', () => {
    if (!wire.sent) wire.onUnusedClose()
  })
})

/** Runs a fetch so that `wire` follows it. */
export function follow<T>(wire: Wire, fetching: () => Promise<T>): Promise<T> {
  return current.run(wire, fetching)
}
