import { UsageError } from './usage-error.ts'

/** What files end with, and no host does. */
const endings = /\.(csv|tsv|tab|txt|md|rtf|pdf|xlsx?|ods|numbers|html?|json|ya?ml)$/i

/**
 * Refuses a file where hosts are wanted: its flag was forgotten, or npm took it, for which a `--` must stand before it.
 *
 * @param hosts as they were typed
 * @throws {UsageError} if one is the name of a file, and no name of a host that leads somewhere
 */
export async function refuseFiles(hosts: string[]): Promise<void> {
  for (const host of hosts) {
    if (!mayBeFile(host) || !(await isFile(host))) continue
    if (!/[/\\]/.test(host) && !endings.test(host) && (await leadsSomewhere(host))) continue
    throw new UsageError(`${host} is a file: npm run client -- ${flagFor(host)} ${quotedForShell(host)}`)
  }
}

/** Nothing is looked up for what is plainly a host: with a scheme, a port or a login, a number, or this machine. */
function mayBeFile(host: string): boolean {
  return host !== '' && !/:\/\/|^\[|@|:\d+$|^[\d.:]+$|^localhost$/i.test(host)
}

async function isFile(path: string): Promise<boolean> {
  const { stat } = await import('node:fs/promises')
  return stat(path).then(
    found => found.isFile(),
    () => false,
  )
}

async function leadsSomewhere(host: string): Promise<boolean> {
  const { lookup } = await import('node:dns/promises')
  return lookup(host).then(
    () => true,
    () => false,
  )
}

function flagFor(file: string): string {
  if (/\.ya?ml$/i.test(file)) return '--spec'
  return /\.json$/i.test(file) ? '--contract' : '--roster'
}

function quotedForShell(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `"${file}"`
}
