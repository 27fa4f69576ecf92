import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const project = resolve(import.meta.dirname, '..')
const readme = readFileSync(`${project}/README.md`, 'utf8')

test('the README fits on two screens', () => {
  assert.ok(readme.split('\n').length < 150)
})

test('every file that the README links to exists', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file]) => file as string)
  assert.ok(links.length > 0)
  for (const file of links) assert.ok(existsSync(`${project}/${file}`), file)
})

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(`${project}/package.json`, 'utf8'))
  const named = [...readme.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:-]+)/g)].map(
    ([, name]) => name as string,
  )
  assert.ok(named.length > 0)
  for (const name of named) assert.ok(name in scripts, name)
})

test('every line of requests in the README stands on the page whose lines are run', () => {
  const page = readFileSync(`${project}/docs/requests.md`, 'utf8')
  const section = /## Python's `requests`, here(.*?)\n## /s.exec(readme)?.[1] ?? ''
  const rows = section.match(/^\| `.*(?= \|$)/gm) ?? []
  assert.ok(rows.length > 0)
  for (const row of rows) assert.ok(page.includes(`${row} |`), row)
})
