// @ts-check
/** JavaScript, as start.js is. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Whether somebody listens on a port of this machine.
 *
 * @param {number} port
 * @param {string} [host] every network unless given
 * @returns {Promise<boolean>}
 */
export async function isTaken(port, host = '0.0.0.0') {
  return (await tryPort(port, host)) === 'EADDRINUSE'
}

/**
 * Where this machine can look at a server: on the port after its own, or on any that is free where somebody has that one.
 *
 * @param {number} port the server's own
 * @returns {Promise<string>} HOST:PORT
 */
export async function adminAddress(port) {
  const next = await tryPort(port + 1, '127.0.0.1')
  return `127.0.0.1:${typeof next === 'number' ? next : await tryPort(0, '127.0.0.1')}`
}

/**
 * @param {number} port 0 for any that is free
 * @param {string} host
 * @returns {Promise<number | string>} the port that can be had, or the code of the error
 */
async function tryPort(port, host) {
  const probe = createServer()
  try {
    await once(probe.listen(port, host), 'listening')
    const address = probe.address()
    return typeof address === 'object' && address ? address.port : port
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code ?? ''
  } finally {
    probe.close()
  }
}
