import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Wire {
  /** For the proxy, in place of the server's. */
  readonly port: number
  /** Resolves once each connection has ended, by its proxy or its server. */
  allEnded(): Promise<unknown>
  close(): void
}

/**
 * A line between a proxy and a server that lets everything through but the server's goodbye: what the proxy knows at the moment
 * in which the server closes a connection. What it sends then is lost, as it would be: the connection is reset.
 */
export async function layWire(server: number): Promise<Wire> {
  const sockets = new Set<Socket>()
  const ends = new Set<Promise<unknown>>()
  const wire = createServer({ allowHalfOpen: true }, fromProxy => {
    const toServer = connect({ port: server, host: '127.0.0.1', allowHalfOpen: true })
    let serverHasEnded = false
    for (const socket of [fromProxy, toServer]) {
      sockets.add(socket)
      socket.setNoDelay().on('error', () => {})
    }
    toServer.on('data', data => fromProxy.write(data))
    fromProxy.on('data', data => {
      if (serverHasEnded) fromProxy.resetAndDestroy()
      else toServer.write(data)
    })
    toServer.on('end', () => {
      serverHasEnded = true
      toServer.end()
    })
    fromProxy.on('close', () => toServer.end()).on('end', () => fromProxy.end())
    ends.add(
      new Promise(resolve => {
        toServer.once('close', resolve)
        fromProxy.once('close', resolve)
      }),
    )
  })
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  return {
    port: (wire.address() as AddressInfo).port,
    allEnded: () => Promise.all(ends),
    close() {
      wire.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
