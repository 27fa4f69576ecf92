/**
 * The one place that knows how a listening socket is made without accepting on it, and how a worker takes it over.
 *
 * `net._createServerHandle` and `_listen2` carry underscores but are exported and unchanged from Node 20 to 26. Where the
 * first is missing, `bindSocket` gives undefined and the workers listen by address through node:cluster: the same server,
 * except that its port is refused while no worker is up.
 */
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { chmodSync, lstatSync, unlinkSync } from 'node:fs'
import net, { type Server } from 'node:net'
import { getSystemErrorName } from 'node:util'
import { type Address, formatAddress } from './address.ts'
import { exitCodes, Failure } from './failure.ts'
import { portHolder } from './port-holder.ts'

/** libuv's socket, as far as the server needs it. */
export type SocketHandle = {
  close(): void
  getsockname?(out: object): number
}

type CreateHandle = (host: string | null, port: number, family: number, fd?: number) => SocketHandle | number
const { _createServerHandle } = net as { _createServerHandle?: CreateHandle }

/** Who may connect to a Unix socket, as the mode of its file: connecting takes write permission. */
export const socketModes = { everyone: 0o777, owner: 0o600 } as const

type SocketMode = (typeof socketModes)[keyof typeof socketModes]

/**
 * Binds an address without accepting on it.
 *
 * @param mode of a Unix socket's file; for everyone unless given, as gunicorn's default umask has it: a proxy runs as another user
 * @throws {Failure} if the address is in use, not this machine's, not allowed, or cannot be resolved, or if a file that is no
 * socket lies there
 */
export async function bindSocket(
  address: Address,
  mode: SocketMode = socketModes.everyone,
  createHandle: CreateHandle | null = _createServerHandle ?? null,
): Promise<SocketHandle | undefined> {
  if ('path' in address) await removeStaleSocket(address)
  if (!createHandle) return undefined

  const handle = await create(address, createHandle)
  if (typeof handle === 'number') throw cannotListen(address, getSystemErrorName(handle))

  // libuv keeps a TCP bind's "address in use" to itself until someone listens; asking for the name brings it out.
  const status = handle.getsockname?.({}) ?? 0
  if (status !== 0) throw cannotListen(address, getSystemErrorName(status))

  // Before anybody listens: until then no one can connect, whatever the umask has made of the mode.
  if ('path' in address) chmodSync(address.path, mode)
  return handle
}

/** Closes a socket, with whose file libuv would take away whatever has been put in its place since. */
export function closeSocket(address: Address, handle: SocketHandle): void {
  if (!('path' in address) || lstatSync(address.path, { throwIfNoEntry: false })?.isSocket()) handle.close()
}

async function create(address: Address, createHandle: CreateHandle): Promise<SocketHandle | number> {
  if ('path' in address) return createHandle(address.path, -1, -1)
  if ('fd' in address) return createHandle(null, 0, 4, address.fd)
  const { address: ip, family } = await lookup(address.host, { order: 'ipv4first' }).catch(() => {
    throw new Failure(exitCodes.configuration, `Cannot resolve the host "${address.host}" of --bind.`)
  })
  return createHandle(ip, address.port, family)
}

/** Makes a worker's server accept on the supervisor's socket, or by address where there is no such socket. */
export async function listenOn(
  server: Server,
  address: Address,
  handle: SocketHandle | undefined,
  backlog: number,
): Promise<void> {
  const listening = once(server, 'listening')
  if (!handle) server.listen({ ...address, backlog })
  else if (!('path' in address)) server.listen(handle, backlog)
  else adopt(server, handle, backlog)
  await listening.catch(({ code, message }) => {
    throw cannotListen(address, code ?? message)
  })
}

/** What `server.listen(handle)` does for TCP; a Unix socket it would take for a file descriptor of the supervisor. */
function adopt(server: Server, handle: SocketHandle, backlog: number): void {
  const internals = server as unknown as {
    _handle: unknown
    _listen2(address: null, port: number, family: number, backlog: number): void
  }
  internals._handle = handle
  internals._listen2(null, -1, -1, backlog)
}

/**
 * Removes the socket that a killed server left behind; one that somebody still serves stays, and binding it fails.
 *
 * @throws {Failure} if something else lies there, which nobody meant to lose: only a socket is ever removed
 */
async function removeStaleSocket(address: { path: string }): Promise<void> {
  const { path } = address
  const kind = lstatSync(path, { throwIfNoEntry: false })
  if (kind === undefined) return
  if (!kind.isSocket()) {
    throw new Failure(
      exitCodes.configuration,
      `Cannot listen: ${formatAddress(address)}: a file that is no socket lies there, and stays. Remove it, or name another path.`,
    )
  }
  const code = await new Promise(resolve => {
    const probe = net.connect(path, () => resolve('in use'))
    probe.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    probe.on('connect', () => probe.destroy())
  })
  if (code === 'ECONNREFUSED') unlinkSync(path)
}

const reasons: Record<string, string> = {
  EADDRNOTAVAIL: 'this machine has no such address. 0.0.0.0 stands for all it has',
  EACCES: 'not allowed. Ports below 1024 need privileges; a socket file needs a directory that is writable',
  EPERM: 'not allowed. Ports below 1024 need privileges',
  EBADF: 'no open socket has that number',
  EEXIST: 'that descriptor is not a socket to listen on',
  EINVAL: 'no socket can be listened on there',
}

function cannotListen(address: Address, code: string): Failure {
  const isTaken = code === 'EADDRINUSE'
  const what = isTaken ? 'Connection in use' : 'Cannot listen'
  const why = isTaken ? whoListens(address) : (reasons[code] ?? code)
  return new Failure(exitCodes.configuration, `${what}: ${formatAddress(address)}: ${why} (${code}).`)
}

function whoListens(address: Address): string {
  const holder = 'port' in address ? portHolder(address.port) : undefined
  const who = holder ? `${holder.name} (pid ${holder.pid})` : 'another program'
  return `${who} listens there. Stop it, or choose another address with --bind`
}
