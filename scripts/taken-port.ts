import { portHolder } from '../src/cluster/port-holder.ts'
import { isTaken } from './ports.js'

/** As macOS calls what has port 5000 on every new machine: https://developer.apple.com/forums/thread/682332 */
const airPlay = /^ControlCe/

/**
 * Says who has a port, before anything is compiled for it, and what to type instead.
 *
 * @param commandFor the same command with another port
 */
export async function takenPort(port: number, commandFor: (port: number) => string): Promise<string> {
  const other = `or take another port: ${commandFor(await nextFree(port))}`
  const holder = portHolder(port)
  if (holder === undefined) return `Port ${port} is taken: another program listens there. Stop it, ${other}`
  const { name, pid } = holder
  if (airPlay.test(name))
    return `Port ${port} is taken by AirPlay. Switch it off (System Settings > General > AirDrop & Handoff), ${other}`
  const stop = process.platform === 'win32' ? `taskkill /PID ${pid}` : `kill ${pid}`
  return `Port ${port} is taken by ${name} (pid ${pid}). Stop it (${stop}), ${other}`
}

/** Not the very next ones, where the pages of other servers are. */
async function nextFree(taken: number): Promise<number> {
  const port = taken + 10
  return port < 65_536 && (await isTaken(port)) ? nextFree(port) : port
}
