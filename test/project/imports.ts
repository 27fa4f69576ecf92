/**
 * Which module imports which, read from the sources: for the tests of the borders between them. dependency-cruiser, the usual
 * tool, reads no .ts file beside TypeScript 7 and calls that a success (findings/).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { project } from '../copy-of-project.ts'

/** An import, of types too, by the paths of both files from the project's root; a package keeps its name. */
export type Import = { from: string; to: string }

/** The end of a statement, on its line: what stands above it, a comment perhaps, does not matter. */
const statement =
  /^(?:(?:import|export) .*|\}) from ['"](.+)['"]|^import ['"](.+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm

/** Every import of the TypeScript files below the folders, in the order of the files. */
export function importsIn(...folders: string[]): Import[] {
  return folders.flatMap(filesIn).flatMap(file => importsOf(file, readFileSync(join(project, file), 'utf8')))
}

/** @param text what stands in the file `from` */
export function importsOf(from: string, text: string): Import[] {
  return [...text.matchAll(statement)].map(([, ...names]) => {
    const name = names.find(found => found !== undefined) as string
    return { from, to: name.startsWith('.') ? join(dirname(from), name) : name }
  })
}

/** The groups of modules that import each other in a circle, each in alphabetical order. */
export function circlesIn(imports: Import[]): string[][] {
  const files = [...new Set(imports.map(({ from }) => from))].sort()
  const reached = new Map(files.map(file => [file, reachedFrom(file, imports)]))
  const meet = (one: string, other: string) => reached.get(one)?.has(other) && reached.get(other)?.has(one)
  const circles = files
    .map(file => files.filter(other => meet(file, other)))
    .filter(({ length }) => length > 0)
  return circles.filter((circle, index) => circles.findIndex(([first]) => first === circle[0]) === index)
}

/** Every file that an import leads to from a start, over any number of others; the start too, if there is a way back. */
function reachedFrom(start: string, imports: Import[]): Set<string> {
  const reached = new Set<string>()
  for (
    let file: string | undefined = start, waiting: string[] = [];
    file !== undefined;
    file = waiting.pop()
  ) {
    for (const { from, to } of imports) {
      if (from !== file || reached.has(to)) continue
      reached.add(to)
      waiting.push(to)
    }
  }
  return reached
}

function filesIn(folder: string): string[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .sort()
    .map(file => join(folder, file))
}
