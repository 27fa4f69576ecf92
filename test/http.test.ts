/** What is yours imports machinery from its face, src/http.ts, so that the files behind it may move in any upgrade. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { project } from './copy-of-project.ts'
import { pages } from './pages/page.ts'

type Import = { line: number; path: string }

const face = 'src/http.ts'
const isMachinery = (path: string) => /^src\/(http\/|cluster\/|(log|redaction)\.ts$)/.test(path)

test('your code imports machinery from its face alone, and so do the exercises', () => {
  const past = yours().flatMap(file =>
    importsIn(file)
      .map(({ line, path }) => ({ line, path: join(dirname(file), path) }))
      .filter(({ path }) => isMachinery(path))
      .map(({ line, path }) => `${file}:${line} imports ${path}: import it from ${face}`),
  )
  assert.equal(past.join('\n'), '')
})

test('the pages show imports of machinery from its face alone', () => {
  // What a page shows is for a file in src/, be it a block of code or a few words in a sentence.
  const past = pages.flatMap(page =>
    importsIn(page)
      .map(({ line, path }) => ({ line, path: join('src', path.replace(/^(\.\.?\/)+(src\/)?/, '')) }))
      .filter(({ path }) => isMachinery(path))
      .map(({ line, path }) => `${page}:${line} imports ${path}: show it from ${face}`),
  )
  assert.equal(past.join('\n'), '')
})

test('an import is found in any form', () => {
  const forms = [
    `import { a } from './a.ts'`,
    `} from './b.ts'`,
    `import './c.ts'`,
    `await import('./d.ts')`,
    `export * from "./e.ts"`,
    `after \`import { f } from './f.ts'\`.`,
  ]
  const found = importsOf(forms.join('\n')).map(({ line, path }) => `${line} ${path}`)
  assert.deepEqual(found, ['1 ./a.ts', '2 ./b.ts', '3 ./c.ts', '4 ./d.ts', '5 ./e.ts', '6 ./f.ts'])
})

test('package.json names each file of the notes, so that an upgrade brings them to no copy that has none', () => {
  const { template } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const folders = ['src/notes', 'src/database', 'test/notes'].filter(folder =>
    existsSync(join(project, folder)),
  )
  const files = folders.flatMap(folder =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
  )
  assert.deepEqual(
    files.filter(file => file.endsWith('.ts') && !template.yours.includes(file)),
    [],
  )
})

/** What package.json calls so, and whatever you add beside it. */
function yours(): string[] {
  const { template } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const named = template.yours.filter((file: string) => existsSync(join(project, file)))
  const added = ['src', 'test/api', 'test/exercises']
    .filter(folder => existsSync(join(project, folder)))
    .flatMap(folder => readdirSync(join(project, folder)).map(file => join(folder, file)))
  const files = new Set<string>([...named, ...added])
  return [...files].filter(file => file.endsWith('.ts') && file !== face && !isMachinery(file))
}

function importsIn(file: string): Import[] {
  return importsOf(readFileSync(join(project, file), 'utf8'))
}

/** The relative imports of a text, by line. */
function importsOf(text: string): Import[] {
  return text.split('\n').flatMap((content, index) => {
    const found = content.matchAll(/(?:from |import |import\()['"](\.[^'"]+)['"]/g)
    return [...found].map(([, path = '']) => ({ line: index + 1, path }))
  })
}
