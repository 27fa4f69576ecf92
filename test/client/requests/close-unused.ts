import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { TestContext } from 'node:test'

/**
 * Closes connections to a server as soon as they stand, before fetch writes to them, as it happens once in some hundred times
 * where nothing is behind a port that Docker publishes. Fetch opens another one then, without an end.
 *
 * @param most how many are closed; all, unless given
 */
export function closeUnused(t: TestContext, base: string, most = Infinity): void {
  let closed = 0
  const close = (message: unknown) => {
    const { connectParams, socket } = message as { connectParams: { host: string }; socket: Socket }
    if (connectParams.host !== new URL(base).host || closed === most) return
    closed += 1
    socket.destroy()
  }
  subscribe('undici:client:connected', close)
  t.after(() => unsubscribe('undici:client:connected', close))
}
