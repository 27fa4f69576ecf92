/** Which test files are held against the mutants of a source file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { project } from '../copy-of-project.ts'
import { isOnRequest } from '../on-request.ts'

/**
 * Those that are named after the file, in the folder that mirrors it, and those there that import it.
 *
 * @param file its path from the top of the project, with slashes
 */
export function nearTests(file: string): string[] {
  const name = `${mirrorOf(file).slice(0, -'.ts'.length)}.test.ts`
  const imported = new RegExp(`/${file.replaceAll('.', '\\.')}'`)
  return testsOfFolder(file).filter(
    test => test === name || imported.test(readFileSync(join(project, test), 'utf8')),
  )
}

/**
 * Those of the folder that mirrors the file's own, and of the folders in it; for src/log.ts those of test/log. With them goes
 * the file of tests beside that folder: it bears the name of what is made of the folder's files.
 */
export function testsOfFolder(file: string): string[] {
  const mirror = mirrorOf(file)
  const isAtTop = dirname(mirror) === 'test'
  const folder = isAtTop ? mirror.slice(0, -'.ts'.length) : dirname(mirror)
  const beside = [`${folder}.test.ts`].filter(test => existsSync(join(project, test)))
  return [...beside, ...testsIn(folder)]
}

/** src/http/guard.ts is mirrored by test/http/guard…, and client/judge/match.ts by test/client/judge/match… */
function mirrorOf(file: string): string {
  return join('test', file.replace(/^src\//, '')).replaceAll(sep, '/')
}

function testsIn(folder: string): string[] {
  if (!existsSync(join(project, folder))) return []
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .map(file => `${folder}/${file.replaceAll(sep, '/')}`)
    .filter(file => file.endsWith('.test.ts') && !isOnRequest(file))
    .sort()
}
