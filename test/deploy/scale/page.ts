import { readFileSync } from 'node:fs'

const page = readFileSync(`${import.meta.dirname}/../../../docs/scale.md`, 'utf8')

/** On the page, what cannot run in a test. */
export const notRunHere = '# not run in the tests'

/** The headings of docs/scale.md below which there are commands, with the commands. */
export const commandsOf: ReadonlyMap<string, readonly string[]> = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map(section => {
      const [heading = ''] = section.split('\n')
      const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = '']) => text)
      const lines = blocks.join('').split('\n')
      return [heading, lines.filter(line => line !== '' && !line.startsWith('#'))] as const
    })
    .filter(([, commands]) => commands.length > 0),
)

/**
 * The command of a section that contains `part`, without the comment after it.
 * @throws {Error} if the page has none, or several
 */
export function command(heading: string, part: string): string {
  const found = new Set(commandsOf.get(heading)?.filter(line => line.includes(part)))
  const [line] = found
  if (found.size !== 1 || line === undefined)
    throw new Error(`docs/scale.md, "${heading}", has ${found.size} commands with "${part}"`)
  return line.replace(/\s+# .*/, '')
}
