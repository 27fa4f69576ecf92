/** docs/scale.md promises nothing that the tests of this folder and of proxies/ do not do. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { commandsOf, notRunHere } from './page.ts'

const docs = resolve(import.meta.dirname, '../../../docs')

/** The parts by which the tests name the commands that they type. */
const typed = ['.', '../proxies']
  .map(folder => resolve(import.meta.dirname, folder))
  .flatMap(folder => readdirSync(folder).map(file => `${folder}/${file}`))
  .filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(file, 'utf8'))
  .flatMap(source => [...source.matchAll(/\b(?:type\(|command\(\w+, )'([^']+)'/g)])
  .map(([, part]) => part as string)

test('every command of the page is typed by a test, or says that it is not', () => {
  const commands = [...commandsOf.values()].flat()
  assert.ok(commands.length > 20, `${commands.length} commands`)
  for (const line of commands) {
    // The tests set these to names of their own.
    if (line.startsWith('export ')) continue
    assert.notEqual(
      typed.some(part => line.includes(part)),
      line.includes(notRunHere),
      line,
    )
  }
})

test('every file that the page links to exists', () => {
  const links = [...readFileSync(`${docs}/scale.md`, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
  assert.ok(links.length > 0)
  for (const [, file] of links) assert.ok(existsSync(resolve(docs, file as string)), file)
})
