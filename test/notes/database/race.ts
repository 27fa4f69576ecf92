import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { NewDatabase } from '../new-database.ts'

/**
 * Runs a fixture in several processes, which begin at the same moment: when all of them have loaded.
 *
 * @returns what each has printed: a line of JSON
 * @throws {Error} if one of them fails, with what it said
 */
export async function race(
  fixture: string,
  environment: NewDatabase['environment'],
  processes: number,
): Promise<unknown[]> {
  const program = join(import.meta.dirname, 'fixtures', fixture)
  const runners = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      env: { ...process.env, ...environment },
    })
    const loaded = once(child.stdout, 'readable')
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { child, loaded: Promise.race([loaded, ended]), ended }
  })
  await Promise.all(runners.map(({ loaded }) => loaded))
  for (const { child } of runners) child.stdin.end('go\n')
  return Promise.all(
    runners.map(async ({ ended }) => {
      const [printed, errors, [code]] = await ended
      if (code !== 0) throw new Error(`${fixture} ended with ${code}: ${errors}`)
      return JSON.parse(printed.replace('loaded', ''))
    }),
  )
}
