/** What holds for every page; their commands are typed by test/pages/commands.test.ts. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { deletable, project } from '../copy-of-project.ts'
import { blocksIn, blocksOf, type Command, commandsOf, pages, readPage, toType } from '../pages/page.ts'
import { patternOf } from '../pages/shown.ts'

const commands = pages.flatMap(commandsOf)
const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))

describe('every page', () => {
  for (const page of pages) {
    test(`${page} links only to files that exist`, () => {
      const links = [...readPage(page).matchAll(/\]\((?![a-z]+:)([^)#]+)/g)].map(([, file]) => file as string)
      for (const link of links) assert.ok(isThere(join(dirname(page), link)), link)
    })

    test(`${page} names only npm scripts that exist`, () => {
      const names = [
        ...readPage(page).matchAll(/npm (?:run (?:-s )?)?(start|test|(?<=run (?:-s )?)[\w:-]+)/g),
      ]
      for (const [command, name = ''] of names) assert.ok(name in scripts, command)
    })

    test(`${page} has its commands in blocks of the language sh, where a test finds them`, () => {
      const content = readPage(page)
      const elsewhere =
        content.match(/^(?: {4}|\t)(?:\$ )?(?:npm|node|docker|curl|ssh|git|kill|screen) .*$/gm) ?? []
      const inBlocks = blocksOf(page).flatMap(({ text }) => text.split('\n'))
      assert.deepEqual(
        elsewhere.filter(line => !inBlocks.includes(line)),
        [],
      )
      const others = blocksOf(page).filter(({ language }) =>
        ['bash', 'shell', 'console', 'zsh'].includes(language),
      )
      assert.deepEqual(others, [])
    })
  }
})

/** A copy of an earlier release keeps the README that it came with, as that is its own. */
function isOfThisRelease(page: string): boolean {
  return page !== 'README.md' || readPage(page).includes('](docs/how-it-works.md)')
}

/** What the pages say of a folder that a fork has deleted is history. */
function isThere(path: string): boolean {
  const folder = deletable.find(each => path.startsWith(`${each}/`))
  const isDeleted = folder !== undefined && !existsSync(join(project, folder))
  return isDeleted || isOfDeletedNotes(path) || existsSync(join(project, path))
}

/** A service that keeps nothing has deleted them, and a copy of an earlier release never had them. */
function isOfDeletedNotes(path: string): boolean {
  const isOfNotes = /^(src\/(state|notes|database|settings|tables)\b|test\/notes\b|docs\/database\.md$)/.test(
    path,
  )
  return isOfNotes && !existsSync(join(project, 'src/notes.ts'))
}

describe('a command that is typed elsewhere', () => {
  test('says so in a comment right above its block', () => {
    const marker = '<!-- needs Docker: test/containers/up.test.ts -->'
    const needs = { what: 'Docker', test: 'test/containers/up.test.ts' }
    const fenced = '```sh\nls\n```'
    const [block] = blocksIn(`Text.\n\n${marker}\n${fenced}\n`)
    assert.deepEqual(block, { language: 'sh', text: 'ls\n', line: 5, needs })
    const [indented] = blocksIn(`1. Text.\n\n   ${marker}\n   \`\`\`sh\n   ls\n   \`\`\`\n`)
    assert.deepEqual(indented, block)
    for (const between of ['\n', 'Text.\n', `${fenced}\n`]) {
      const last = blocksIn(`${marker}\n${between}${fenced}\n`).at(-1)
      assert.equal(last?.needs, undefined, between)
    }
  })

  for (const page of pages.filter(isOfThisRelease)) {
    test(`has its comment nowhere else in ${page}`, () => {
      const comments = readPage(page).match(/\bneeds .+: test\/\S+/g) ?? []
      const marked = blocksOf(page).filter(({ language, needs }) => language === 'sh' && needs !== undefined)
      assert.equal(comments.length, marked.length)
    })
  }

  for (const command of commands.filter(({ needs }) => needs !== undefined)) {
    test(`${command.page}: ${command.text} is known to the test that it names`, () => {
      const { what, test } = command.needs as NonNullable<Command['needs']>
      assert.ok(what.length > 0)
      const code = readFileSync(join(project, test), 'utf8')
      assert.ok(code.includes(command.page) || code.includes(toType(command)), test)
    })
  }
})

describe('what a page shows of an output', () => {
  const shown = `✓ GET /name                      200 OK    5 ms   worker 1 (pid 4711)
…
2 calls: 2 ok · 12 ms
served by
  worker 1 (pid 4711)  ████████████████████████  1
`
  const output = `
> a line of npm

✓ GET /name                      200 OK   15 ms   worker 3 (pid 31)
  {"name":"Ada"}
✓ GET /name                      200 OK    5 ms   worker 3 (pid 31)

2 calls: 2 ok · 9 ms
served by
  worker 3 (pid 31)  ████████████████████████  2
`

  test('may differ in times, process ids and workers', () => {
    assert.match(output, patternOf(shown))
  })

  test('may not differ in anything else', () => {
    assert.doesNotMatch(output.replace('2 ok', '1 ok'), patternOf(shown))
    assert.doesNotMatch(output.replaceAll('/name', '/names'), patternOf(shown))
    assert.doesNotMatch(output.replace('2 calls:', 'about 2 calls:'), patternOf(shown))
  })
})
