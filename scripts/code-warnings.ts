import { build, type Message } from 'esbuild'

/**
 * What the code that an entry leads to has which runs, but hardly as it was meant: a name that stands twice in the table, say, of
 * which JavaScript takes the second without a word. The compiler refuses most of it; `npm run dev` starts without the compiler.
 *
 * @param entry a file, from the working directory
 * @returns a line for each; none if the code cannot be read, which is said by whoever runs it
 */
export async function codeWarnings(entry: string): Promise<string[]> {
  const options = { bundle: true, write: false, packages: 'external', logLevel: 'silent' } as const
  try {
    const { warnings } = await build({ ...options, entryPoints: [entry], format: 'esm', platform: 'node' })
    return warnings.map(warning)
  } catch {
    return []
  }
}

function warning({ text, location, notes: [note] }: Message): string {
  const also = note?.location ? ` (${note.text} line ${note.location.line})` : ''
  return `${location?.file}:${location?.line}: ${text}${also}`
}
