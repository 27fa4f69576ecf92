import type { Socket } from 'node:net'

/** A connection, as its client knows it. */
export interface Connection {
  /** By `performance.now()`. */
  readonly openedAt: number
  /** The client's own port, once the connection stands. */
  port: number | undefined
}

const connections = new WeakMap<Socket, Connection>()

/** The connection of a socket that has just been made, or was seen here before. */
export function connectionOf(socket: Socket): Connection {
  const known = connections.get(socket)
  if (known) return known
  const connection: Connection = { openedAt: performance.now(), port: socket.localPort }
  socket.once('connect', () => {
    connection.port = socket.localPort
  })
  connections.set(socket, connection)
  return connection
}
