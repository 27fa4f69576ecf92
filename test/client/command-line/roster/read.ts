import { decodeRoster } from '../../../../client/command-line/roster/decode.ts'
import { parseRoster } from '../../../../client/command-line/roster.ts'

/** The machines of a roster's file, each as `HOST | LABEL`. */
export function read(file: string | Uint8Array): string[] {
  const { entries } = parseRoster(decodeRoster(Buffer.from(file), 'roster.csv'))
  return entries.map(({ host, label }) => `${host} | ${label}`)
}
