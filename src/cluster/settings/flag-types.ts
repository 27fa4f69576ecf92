import { isIPv6 } from 'node:net'
import { type Address, parseAddress } from '../address.ts'
import { automaticWorkers } from '../container-limits.ts'

export type Flag<Value> = {
  /** What is typed after the two dashes; differs from the table's key only in being hyphenated, unless gunicorn's does. */
  readonly long?: string
  readonly short?: string
  /** Stands for the value in --help. A flag without one is a switch, which `--no-…` turns off. */
  readonly value?: string
  readonly repeats?: boolean
  readonly env?: string
  readonly fromEnv?: (text: string) => string
  readonly default: string
  readonly help: string
  /** Turns the text into the value; throws an Error that says what the flag takes. */
  readonly parse: (text: string) => Value
}

/** The spelling on the command line of a key of the tables above. */
export function longName(key: string, flag: { long?: string } = {}): string {
  return flag.long ?? key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

/** pino's levels, and gunicorn's two names that differ. */
const logLevels = new Map([
  ['trace', 'trace'],
  ['debug', 'debug'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['fatal', 'fatal'],
  ['critical', 'fatal'],
  ['silent', 'silent'],
])

export function text(given: string): string {
  return given
}

/** A whole number of at least `least`; `orElse` is what else the flag takes, for the message. */
export function integer(least: number, orElse = ''): (given: string) => number {
  return given => {
    const valid = /^\d{1,9}$/.test(given) && Number(given) >= least
    return valid ? Number(given) : refuse(`takes a whole number from ${least}${orElse}`)
  }
}

/** Seconds, decimals allowed, to milliseconds. */
export function seconds(given: string): number {
  return /^\d{1,6}(\.\d+)?$/.test(given) ? Number(given) * 1000 : refuse('takes seconds, such as 30 or 0.5')
}

export function toggle(given: string): boolean {
  if (['1', 'true', 'yes', 'on'].includes(given)) return true
  return ['0', 'false', 'no', 'off'].includes(given) ? false : refuse('takes 1 or 0')
}

export function workers(given: string): number {
  return given === 'auto' ? automaticWorkers() : integer(1, ', or auto')(given)
}

export function addresses(given: string): Address[] {
  return given.split(',').map(address => parseAddress(address))
}

/** An address that only this machine reaches, unless a host is named. */
export function privateAddress(given: string): Address | undefined {
  return given === '' ? undefined : parseAddress(given, '127.0.0.1')
}

/** Names or addresses, as a Host header has them without its port; none for an empty text. */
export function hostNames(given: string): string[] {
  return given.split(',').filter(Boolean).map(hostName)
}

function hostName(given: string): string {
  const [, ipv6 = given] = /^\[(.+)\]$/.exec(given) ?? []
  if (isIPv6(ipv6)) return new URL(`http://[${ipv6}]`).hostname
  if (!/^[\w.-]+$/.test(given) || !URL.canParse(`http://${given}`))
    refuse('takes names without http:// and port, such as vm.example.org')
  return new URL(`http://${given}`).hostname
}

export function logLevel(given: string): string {
  return logLevels.get(given.toLowerCase()) ?? refuse(`takes one of ${[...logLevels.keys()].join(', ')}`)
}

function refuse(why: string): never {
  throw new Error(why)
}
