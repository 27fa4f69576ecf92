import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from './failure.ts'
import { portOf, type Runner } from './runner.ts'
import { commandFor, findRunning } from './running.ts'
import type { Vm } from './ssh.ts'

/**
 * Makes sure that nobody listens on a port of the VM, before anything is built for it.
 *
 * @param other the runner that was not asked for: with it the service itself may hold the port
 * @throws {Failure} if somebody does; it says who, and what stops that
 */
export async function refuseTaken(vm: Vm, port: number, other: Runner): Promise<void> {
  const found = await vm.run(`
    listeners=$(ss -Hltnp "sport = :${port}")
    echo "$listeners"
    for pid in $(grep -o 'pid=[0-9]*' <<< "$listeners" | cut -d = -f 2); do
      echo "process $pid of $(grep '^PPid:' /proc/$pid/status | cut -f 2) is $(cat /proc/$pid/comm)"
    done
    command -v docker > /dev/null && docker ps --filter publish=${port} --format 'container {{.Names}}' || true`)
  if (found.trim() === '') return
  const running = await findRunning([other])
  const isOurs = running !== undefined && portOf(running.deployed.settings) === port
  const who = isOurs
    ? `this service, with ${other.name} (${commandFor(vm, other)} --down)`
    : holderIn(found, port)
  throw new Failure(
    `Port ${port} of ${vm.host} is taken by ${who}. Stop that, or choose another port: --port N`,
  )
}

/** Who holds the port, and in brackets the command that stops it. */
function holderIn(found: string, port: number): string {
  const container = /^container (.*)$/m.exec(found)?.[1]
  if (container) return `the container ${container} (docker stop ${container})`
  const processes = [...found.matchAll(/^process (\d+) of (\d*) is (.*)$/gm)]
  const pids = processes.map(([, pid]) => pid)
  // The workers of a server have its listening socket, too. A killed worker is replaced, so their parent is named.
  const [, pid, , program] = processes.find(([, , parent]) => !pids.includes(parent)) ?? []
  return pid ? `${program} (kill ${pid})` : `another program (sudo ss -ltnp "sport = :${port}" says which)`
}

/** Milliseconds from one attempt to connect to a port to the next, and until an attempt is given up. */
const interval = 50
const connectTimeout = 1000

/** Watches a port from here. `stop` says for how many milliseconds it was closed at most, between two times when it was open. */
export function watchPort(host: string, port: number): { stop(): Promise<number> } {
  let isStopped = false
  let openAt: number | undefined
  let longest = 0

  async function watch(): Promise<void> {
    while (!isStopped) {
      const asked = performance.now()
      if (await isOpen(host, port)) {
        longest = Math.max(longest, asked - (openAt ?? asked))
        openAt = performance.now()
      }
      await sleep(interval)
    }
  }
  const watching = watch()
  return {
    async stop() {
      isStopped = true
      await watching
      return longest
    },
  }
}

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: connectTimeout })
    const end = (open: boolean) => {
      socket.destroy()
      resolve(open)
    }
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
    socket.on('timeout', () => end(false))
  })
}
