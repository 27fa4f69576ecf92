import { resolve } from 'node:path'
import type { Flag } from './flag-types.ts'
import { type Flags, flags as table } from './flags.ts'
import { parseTarget } from './target.ts'
import { UsageError } from './usage-error.ts'

/**
 * Refuses flags that each are right, but not together.
 *
 * @param flags `hosts` are the typed ones alone, without the environment's
 * @throws {UsageError} if two flags contradict each other, or one needs another
 */
export function refuseContradictions(flags: Flags): void {
  const { hosts, spec, contract, roster, repeat, list, csv, html } = flags
  const isRoster = roster !== undefined
  if (spec !== undefined && contract !== undefined) {
    throw new UsageError('--spec and --contract both say what to call: give one')
  }
  if (isRoster && hosts.length > 0) {
    throw new UsageError(`the hosts stand in the roster: leave out ${hosts.join(' ')}`)
  }
  if (isRoster && repeat > 1) {
    throw new UsageError('--repeat is for one host: leave it out, or leave out --roster')
  }
  if (flags.jobs !== undefined && !isRoster && repeat === 1) {
    throw new UsageError('--jobs is for --roster FILE or --repeat N: give one of them')
  }
  if (isRoster && list) {
    throw new UsageError('--list shows the calls of one host: leave out --roster')
  }
  const logins = [
    flags.bearer !== undefined && '--bearer',
    flags.user !== undefined && '--user',
    flags.header.some(isAuthorization) && '--header Authorization',
    hosts.some(host => host.includes('@') && parseTarget(host).auth) && 'user:password@ in front of a host',
  ].filter(login => login !== false)
  if (logins.length > 1) throw new UsageError(`${logins.join(' and ')} both say who calls: give one`)
  if (flags.bom && !csv) throw new UsageError('--bom is for --csv: give both')
  if (csv && !isRoster) throw new UsageError('--csv prints a roster: add --roster FILE')
  if (html !== undefined && !isRoster) throw new UsageError('--html shows a roster: add --roster FILE')
  if (html !== undefined && isAmong(html, [roster, spec, contract])) {
    throw new UsageError(`--html would write over ${html}, which is read: name another file`)
  }
  const formats = formatsIn(flags)
  if (formats.length > 1) throw new UsageError(`${formats.join(' and ')}: give one`)
}

/** Whether the flags themselves say who calls. */
export function givesLogin({ bearer, user, header }: Flags): boolean {
  return bearer !== undefined || user !== undefined || header.some(isAuthorization)
}

function isAuthorization([name]: [name: string, value: string]): boolean {
  return name.toLowerCase() === 'authorization'
}

function isAmong(path: string, others: (string | undefined)[]): boolean {
  return others.some(other => other !== undefined && resolve(other) === resolve(path))
}

/** The output formats that are asked for, as they are typed. */
function formatsIn(flags: Flags): string[] {
  const asked = Object.entries<Flag>(table).filter(
    ([key, flag]) => flag.value === undefined && flag.isFormat && flags[key as keyof Flags],
  )
  return asked.map(([key]) => `--${key}`).sort()
}
