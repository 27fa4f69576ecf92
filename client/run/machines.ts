import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Entry } from '../command-line/roster.ts'
import { parseTarget } from '../command-line/target.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { thisMachine, withoutMapping } from './this-machine.ts'

type Machine = { entry: Entry; hostname: string; port: string; addresses: string[] }

/** What is to be known of the machines of a roster besides their answers. */
export type Machines = {
  /** Looks up the machine of a line; gives the reason if it is not to be called. */
  whyNotCalled: (entry: Entry) => Promise<string | undefined>
  /** What is to be said of lines that lead to one machine, of all that were looked up and are called. */
  remarks: () => Map<Entry, string>
}

/**
 * Tells which machines of a roster are the one that grades, and which stand there twice.
 *
 * @param allowLocal whether the machine that grades may be graded
 * @param timeout seconds to wait for a name; of one that takes longer, nothing is known
 */
export function createMachines({ allowLocal, timeout }: { allowLocal: boolean; timeout: number }): Machines {
  const isOwn = thisMachine()
  const called: Machine[] = []
  return {
    async whyNotCalled(entry) {
      const machine = await lookUp(entry, timeout)
      const reason = allowLocal ? undefined : refusal(machine, machine.addresses.find(isOwn))
      if (reason === undefined) called.push(machine)
      return reason
    },
    remarks: () => new Map([...sameMachines(called)].map(([{ entry }, others]) => [entry, sameAs(others)])),
  }
}

/** @returns no addresses for a line that names no machine, of which grading says why */
async function lookUp(entry: Entry, timeout: number): Promise<Machine> {
  const nowhere = { entry, hostname: '', port: '', addresses: [] }
  if (entry.host === '') return nowhere
  try {
    const { protocol, hostname, port } = new URL(parseTarget(entry.host).baseUrl)
    const name = hostname.replace(/^\[|\]$/g, '')
    const addresses = isIP(name) === 0 ? await addressesOf(name, timeout) : [name]
    return {
      entry,
      hostname: name,
      port: port || (protocol === 'https:' ? '443' : '80'),
      addresses: addresses.map(withoutMapping),
    }
  } catch (error) {
    if (error instanceof UsageError) return nowhere
    throw error
  }
}

/** No addresses if there are none, or none in time: the call will say so. */
async function addressesOf(name: string, timeout: number): Promise<string[]> {
  // Source: RFC 6761, section 6.3. Not every resolver knows.
  if (/(^|\.)localhost\.?$/.test(name)) return ['127.0.0.1', '::1']
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<[]>(resolve => {
    timer = setTimeout(resolve, timeout * 1000, [])
  })
  const found = lookup(name, { all: true }).catch(() => [])
  const addresses = await Promise.race([found, late])
  clearTimeout(timer)
  return addresses.map(({ address }) => address)
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
