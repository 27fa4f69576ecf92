/** What surrounds the code says the same as the code. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { parse } from 'jsonc-parser'

const project = resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(project, file), 'utf8')
const withFile = (file: string) => ({ skip: !existsSync(join(project, file)) && `there is no ${file}` })

test('CONTRIBUTING.md is read in a few minutes, and its npm scripts exist', () => {
  const page = read('.github/CONTRIBUTING.md')
  assert.ok(page.split(/\s+/).length < 800)
  const { scripts } = JSON.parse(read('package.json'))
  for (const [, name = ''] of page.matchAll(/npm run ([\w:-]+)/g)) assert.ok(name in scripts, name)
})

// Node runs such an after() as soon as the tests that are known by then are over (findings/), and what it ends is gone for the others.
test('no file of tests waits between two of them at its top level after an after(), by which what they use would end', () => {
  const files = readdirSync(join(project, 'test'), { recursive: true, encoding: 'utf8' })
  const waiting = files
    .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .filter(file => /^after\(.*^ *test\(.*^(const [^\n]* = )?await /ms.test(read(`test/${file}`)))
  assert.deepEqual(waiting, [])
})

test('the dev container has the Node of the images', withFile('.devcontainer/Dockerfile'), () => {
  const image = /^FROM (node:.+) AS base$/m.exec(read('Dockerfile'))?.[1]
  const own = /^FROM (.+)$/m.exec(read('.devcontainer/Dockerfile'))?.[1]
  assert.ok(image)
  assert.equal(own, image)
})

test(
  'the dev container installs the packages, and shows the port of the API',
  withFile('.devcontainer/devcontainer.json'),
  () => {
    const { build, postCreateCommand, forwardPorts } = parse(read('.devcontainer/devcontainer.json'))
    assert.ok(existsSync(join(project, '.devcontainer', build.dockerfile)))
    assert.deepEqual([postCreateCommand, forwardPorts], ['npm ci', [5000]])
  },
)

test('the editor is told of two extensions and no more', withFile('.vscode/extensions.json'), () => {
  assert.equal(parse(read('.vscode/extensions.json')).recommendations.length, 2)
})

test('every issue template has a name and says what it is about, without which GitHub hides it', () => {
  const folder = '.github/ISSUE_TEMPLATE'
  for (const file of readdirSync(join(project, folder))) {
    assert.match(read(`${folder}/${file}`), /^---\nname: .+\nabout: .+\n---\n/, file)
  }
})
