import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/**
 * Where this machine can look at a server that listens on this port: on the next port, or on any that is free where somebody
 * has that one already.
 */
export async function adminAddress(port: number): Promise<string> {
  return `127.0.0.1:${(await freePort(port + 1)) ?? (await freePort(0))}`
}

/** The port if it is free, of 0 any that is; undefined if not. */
async function freePort(port: number): Promise<number | undefined> {
  const probe = createServer()
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening')
    return (probe.address() as AddressInfo).port
  } catch {
    return undefined
  } finally {
    probe.close()
  }
}
