import type { Entry } from '../command-line/roster.ts'
import { parseTarget } from '../command-line/target.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { machineOf, portOf } from '../requests/url.ts'
import { RequestException } from '../requests.ts'
import { addressesOf } from './addresses.ts'
import { thisMachine, withoutMapping } from './this-machine.ts'

type Looking = { allowLocal: boolean; timeout: number; wait: number | undefined }

type Machine = { entry: Entry; hostname: string; port: string; addresses: string[] }

/** What is to be known of the machines of a roster besides their answers. */
export type Machines = {
  /**
   * Looks up the machine of a line; gives the reason if it is not to be called.
   *
   * @throws {RequestException} if its name leads nowhere, so that the calls need not ask for it again
   */
  whyNotCalled: (entry: Entry) => Promise<string | undefined>
  /** What is to be said of lines that lead to one machine, of all that were looked up and are called. */
  remarks: () => Map<Entry, string>
}

/**
 * Tells which machines of a roster are the one that grades, and which stand there twice.
 *
 * @param allowLocal whether the machine that grades may be graded
 * @param timeout seconds to wait for a name
 * @param wait undefined unless machines are waited for: then a name may lead nowhere yet
 */
export function createMachines({ allowLocal, timeout, wait }: Looking): Machines {
  const isOwn = thisMachine()
  const called: Machine[] = []
  return {
    async whyNotCalled(entry) {
      const machine = await lookUp(entry, timeout).catch(error => {
        if (wait === undefined || !(error instanceof RequestException)) throw error
        return nowhere(entry)
      })
      const reason = allowLocal ? undefined : refusal(machine, machine.addresses.find(isOwn))
      if (reason === undefined) called.push(machine)
      return reason
    },
    remarks: () => new Map([...sameMachines(called)].map(([{ entry }, others]) => [entry, sameAs(others)])),
  }
}

/** A line that names no machine: grading says why. */
function nowhere(entry: Entry): Machine {
  return { entry, hostname: '', port: '', addresses: [] }
}

async function lookUp(entry: Entry, timeout: number): Promise<Machine> {
  const url = urlOf(entry)
  if (url === undefined) return nowhere(entry)
  const addresses = await addressesOf(url, timeout)
  return { entry, hostname: machineOf(url), port: portOf(url), addresses: addresses.map(withoutMapping) }
}

function urlOf({ host }: Entry): URL | undefined {
  try {
    return host === '' ? undefined : new URL(parseTarget(host).baseUrl)
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}

/** @param own the address by which this machine reaches itself; undefined if it is none */
function refusal({ entry: { host }, hostname }: Machine, own: string | undefined): string | undefined {
  const advice = "write the student's machine in the roster, or add --allow-local to grade this computer"
  // `5000` and `:5000` are ports of this machine where they are typed; in a roster they are sooner a student's number.
  if (/^["'`<]?:?\d+\W*$/.test(host)) return `not called: ${host} names no machine; ${advice}`
  if (own === undefined) return undefined
  return hostname === own
    ? `not called: ${host} is this computer, which grades; ${advice}`
    : `not called: ${hostname} is ${own}, this computer; ${advice}`
}

/** Each machine that shares an address and port with others, and those. */
function sameMachines(machines: Machine[]): Map<Machine, Machine[]> {
  const byPlace = new Map<string, Set<Machine>>()
  for (const machine of machines) {
    for (const address of machine.addresses) {
      const place = `${address} ${machine.port}`
      byPlace.set(place, (byPlace.get(place) ?? new Set()).add(machine))
    }
  }
  const same = new Map<Machine, Set<Machine>>()
  for (const group of byPlace.values()) {
    if (group.size === 1) continue
    for (const machine of group) same.set(machine, new Set([...(same.get(machine) ?? []), ...group]))
  }
  return new Map([...same].map(([machine, all]) => [machine, [...all].filter(other => other !== machine)]))
}

/** By its label; those behind one proxy may be many. */
function sameAs([first, ...others]: Machine[]): string {
  const name = first?.entry.label || first?.entry.host
  return `the same machine as ${name}${others.length > 0 ? ` and ${others.length} more` : ''}`
}
