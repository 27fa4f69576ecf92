import type { Server } from 'node:http'
import { type Capacity, tell } from '../messages.ts'
import { countOpenFiles } from '../open-files.ts'
import type { Connections } from './connections.ts'
import { stopAccepting } from './drain.ts'

/** Descriptors that have to be free again after the last one was taken, unless the worker has hardly more at all. */
const spare = 16

/** Milliseconds after which an app that leaves the worker no descriptor is taken to have lost them; a successor has all of them. */
const patience = 10_000

/** Whether there is room for further connections. */
export type Room = {
  /** To be called with every server, after `watchServer`. */
  watch(server: Server): void
  /** Whether to listen when sockets come; from then on connections are taken again. */
  enter(): boolean
  /** It could not listen: the next beat asks once more. */
  leave(): void
  /**
   * Looks whether there is room. Says whether there was none at any time since the last call.
   *
   * @param isShort a file could not be opened, as no descriptor was left
   */
  beat(isShort: boolean): boolean
}

/**
 * Takes no more connections than the process has descriptors for: further ones wait in the kernel's queue, until some have ended
 * or another worker takes them. Without that, libuv closes each new one as soon as there is no descriptor left, and whatever
 * else the worker opens fails. The same holds while the app has taken the last one itself.
 *
 * Node cannot stop taking connections but by closing its listening sockets. So new ones are asked for, of the supervisor.
 */
export function keepRoom(connections: Connections, capacity: Capacity | undefined): Room {
  const { openFiles = Number.POSITIVE_INFINITY, connections: most = Number.POSITIVE_INFINITY } =
    capacity ?? {}
  let isListening = true
  let hasAsked = false
  let wasFull = false
  /** Since when no descriptor has been left. */
  let shortSince: number | undefined

  const isFull = () => shortSince !== undefined || connections.open.size >= most
  const hasSpare = () => openFiles - countOpenFiles() >= Math.min(spare, most / 2)

  function look(): void {
    if (isFull()) {
      wasFull = true
      if (isListening) stopAccepting(connections)
      isListening = false
    } else if (!isListening && !hasAsked && !connections.isDraining) {
      hasAsked = true
      tell({ type: 'room' })
    }
  }

  return {
    watch(server) {
      server.on('connection', socket => {
        look()
        socket.once('close', look)
      })
    },
    enter() {
      hasAsked = false
      isListening = !isFull()
      return isListening
    },
    leave() {
      isListening = false
    },
    beat(isShort) {
      // The listening socket that is closed for it is one descriptor already.
      if (isShort) shortSince ??= performance.now()
      else if (shortSince !== undefined && hasSpare()) shortSince = undefined
      if (shortSince !== undefined && performance.now() - shortSince > patience)
        tell({ type: 'retire', reason: 'open-files' })
      hasAsked = false
      look()
      const answer = wasFull
      wasFull = isFull()
      return answer
    },
  }
}
