import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { printable } from '../../printable.ts'
import { type Flag, longName } from './flag-types.ts'
import { commands, flags } from './flags.ts'
import type { Source } from './options.ts'

/** The text of --help, from the table of flags. */
export function help(): string {
  const settings = Object.entries<Flag<unknown>>(flags).map(([key, flag]) => {
    const origin = [flag.env && `$${flag.env}`, flag.default].filter(Boolean).join(' or ')
    return row(spelling(key, flag), flag.help, origin)
  })
  const actions = Object.entries<{ short?: string; help: string }>(commands).map(([key, command]) =>
    row(spelling(key, command), command.help),
  )
  return ['Usage: cli.js [FLAGS] MODULE:EXPORT', '', ...settings, '', ...actions].join('\n')
}

/** The text of --print-config: every setting as it is, and where it comes from. */
export function settingsList(sources: Record<string, Source>): string {
  const rows = Object.entries<Flag<unknown>>(flags).map(([key, flag]) => {
    const { text, from } = sources[key] ?? { text: '', from: '' }
    return `${longName(key, flag).padEnd(26)}= ${printable(text).padEnd(16)} (${from})`
  })
  return rows.join('\n')
}

/** The name and version of the package that this file belongs to. */
export function version(): string {
  const { name, version } = JSON.parse(readFileSync(nearestPackageJson(import.meta.dirname), 'utf8'))
  return `${name} ${version} (Node ${process.versions.node})`
}

/** Sources and compiled code lie at different depths below it. */
function nearestPackageJson(directory: string): string {
  const path = join(directory, 'package.json')
  return existsSync(path) ? path : nearestPackageJson(dirname(directory))
}

function spelling(
  key: string,
  { long, short, value }: { long?: string; short?: string; value?: string },
): string {
  const names = `${short ? `-${short}, ` : ''}--${long ?? longName(key)}`
  return value ? `${names} ${value}` : names
}

function row(left: string, text: string, origin = ''): string {
  const right = origin ? `${text} [${origin}]` : text
  return left.length > 30 ? `  ${left}\n${' '.repeat(34)}${right}` : `  ${left.padEnd(32)}${right}`
}
