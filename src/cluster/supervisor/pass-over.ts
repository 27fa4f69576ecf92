import type { Server, Socket } from 'node:net'
import { log } from './journal.ts'

/** The last generation whose app was found to talk to the supervisor: each says the same as often as it likes. */
let lastSaid = 0

/**
 * Drops what an app has sent, and a socket that came with it. The log says so once for a generation, whose code it is.
 *
 * @param handle what Node has made of a socket that was sent along
 */
export function passOver({ pid, generation }: { pid: number; generation: number }, handle: unknown): void {
  release(handle)
  if (generation <= lastSaid) return
  lastSaid = generation
  log.warn({ worker: pid }, 'Passed over what the app sent by process.send(): nobody reads it here')
}

/** A descriptor that nobody closes would stay open for as long as the server runs. */
function release(handle: unknown): void {
  const { destroy, close } = (handle ?? {}) as Partial<Socket & Server>
  try {
    if (destroy) destroy.call(handle as Socket)
    else close?.call(handle as Server)
  } catch {
    // It is closed already.
  }
}
