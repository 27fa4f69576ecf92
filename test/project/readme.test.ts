import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { deletable, project } from '../copy-of-project.ts'

const readme = readFileSync(`${project}/README.md`, 'utf8')

/** How a test of the template's own README is skipped where a fork has one of its own. */
const ofTheTemplate = {
  skip: !readme.includes('\n## Add an endpoint\n') && 'the README is no longer the template’s',
}

test('the README fits on two screens', ofTheTemplate, () => {
  assert.ok(readme.split('\n').length < 150)
})

const page = `${project}/docs/requests.md`
const ofThePage = { skip: !isThere('docs/requests.md') && 'there is no docs/requests.md' }

test('every line of requests in the README stands on the page whose lines are run', ofThePage, () => {
  const lines = readFileSync(page, 'utf8')
  const section = /## Python's `requests`, here(.*?)\n## /s.exec(readme)?.[1] ?? ''
  const rows = section.match(/^\| `.*(?= \|$)/gm) ?? []
  for (const row of rows) assert.ok(lines.includes(`${row} |`), row)
})

/** A copy of an earlier release keeps the README that it came with, as that is its own. */
const ofThisRelease = {
  skip: !readme.includes('](docs/how-it-works.md)') && 'the README is one of an earlier release',
}

test('the map in the README names every room of the server and of the client', ofThisRelease, () => {
  const map = /## What is where\n(.*?)\n## /s.exec(readme)?.[1] ?? ''
  for (const program of ['src/cluster', 'client']) {
    const entries = readdirSync(`${project}/${program}`, { withFileTypes: true })
    const rooms = entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
    assert.ok(rooms.length > 0, program)
    for (const room of rooms) assert.ok(map.includes(`\`${room}/\``), `${program}/${room}`)
  }
})

test('the README says which folders can be deleted', ofTheTemplate, () => {
  for (const folder of deletable) assert.ok(readme.includes(`\`${folder}/\``), folder)
})

test('the README shows an entry to add, which adding-an-endpoint.test.ts adds', ofTheTemplate, () => {
  assert.match(readme, /```ts\ntachycardic: route\(/)
})

function isThere(path: string): boolean {
  return existsSync(`${project}/${path}`)
}
