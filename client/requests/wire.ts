/**
 * What fetch does not tell: whether a request reached its server. Node's fetch publishes its steps on diagnostics
 * channels; this module follows them, each back to the call that it belongs to.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

export interface Wire {
  /** Scheme, host and port that are called. */
  readonly origin: string
  /** Whether there was a connection to write the request to. */
  sent: boolean
  /** Called when the server closed a new connection before a request was written to it. */
  onUnusedClose(): void
}

const calling = new AsyncLocalStorage<Wire>()
const open = new Set<Wire>()
const wireOf = new WeakMap<object, Wire | undefined>()
const used = new WeakSet<Socket>()

/** Runs a fetch so that `wire` follows it. */
export async function follow<T>(wire: Wire, fetching: () => Promise<T>): Promise<T> {
  open.add(wire)
  try {
    return await calling.run(wire, fetching)
  } finally {
    open.delete(wire)
  }
}

subscribe('undici:request:create', message => {
  const { request } = message as { request: object }
  wireOf.set(request, calling.getStore())
})

subscribe('undici:client:sendHeaders', message => {
  const { request, socket } = message as { request: object; socket: Socket }
  used.add(socket)
  const wire = wireOf.get(request)
  if (wire !== undefined) wire.sent = true
})

// A connection is not bound to the call that it was opened for, only to that call's origin.
subscribe('undici:client:connected', message => {
  const { connectParams, socket } = message as {
    connectParams: { protocol: string; host: string }
    socket: Socket
  }
  const origin = `${connectParams.protocol}//${connectParams.host}`
  const onClose = () => {
    if (used.has(socket)) return
    for (const wire of open) {
      if (wire.origin === origin && !wire.sent) wire.onUnusedClose()
    }
  }
  if (socket.closed) onClose()
  else socket.once('close', onClose)
})
