/** What may know what: the borders that keep the two programs, and the rooms within them, apart. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { project } from '../copy-of-project.ts'
import { circlesIn, type Import, importsIn, importsOf } from './imports.ts'

/** A fork may delete deploy/. */
const programs = ['src', 'client', 'deploy'].filter(folder => existsSync(join(project, folder)))
const imports = importsIn(...programs)
const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`)

/** From where no import leads, and to where. */
const closed: [from: string, to: string][] = [
  ['client', 'src'],
  ['client', 'deploy'],
  ['src', 'client'],
  ['src', 'deploy'],
  ['deploy', 'src'],
  ['deploy', 'client'],
  ['src/cluster', 'src/http'],
  ['src/cluster', 'src/http.ts'],
  ['src/cluster', 'express'],
  ['src/http', 'src/cluster'],
  ['src/cluster/supervisor', 'src/cluster/worker'],
  ['src/cluster/worker', 'src/cluster/supervisor'],
  ['src/cluster/settings', 'src/cluster/supervisor'],
  ['src/cluster/settings', 'src/cluster/worker'],
]
for (const [from, to] of closed.filter(([from]) => programs.includes(from.split('/', 1)[0] as string))) {
  test(`${from} imports nothing of ${to}`, () => {
    assert.ok(
      imports.some(one => within(one.from, from)),
      `${from} has no imports at all: is it still called so?`,
    )
    assert.deepEqual(
      imports.filter(one => within(one.from, from) && within(one.to, to)),
      [],
    )
  })
}

test('the library of requests knows nothing of the client around it', () => {
  const inside = (path: string) => within(path, 'client/requests') || path === 'client/requests.ts'
  const outwards = imports.filter(({ from, to }) => inside(from) && to.startsWith('client/') && !inside(to))
  assert.deepEqual(outwards, [])
})

test('no modules import each other in a circle, but for the types of an error and of the answer that it carries', () => {
  assert.deepEqual(circlesIn(imports), [['client/requests/errors.ts', 'client/requests/response.ts']])
})

test('an import is found in any form', () => {
  const forms = [
    `import { a } from './a.ts'`,
    `import {\n  b, // the worker's\n} from '../b.ts'`,
    `import './c.ts'`,
    `const d = await import('./d.ts')`,
    `export * from "./e.ts"`,
    `import type { F } from 'express'`,
  ]
  assert.deepEqual(
    importsOf('src/x/y.ts', forms.join('\n')).map(({ to }) => to),
    ['src/x/a.ts', 'src/b.ts', 'src/x/c.ts', 'src/x/d.ts', 'src/x/e.ts', 'express'],
  )
})

test('a circle is found, however long it is', () => {
  const arrow = (from: string, to: string): Import => ({ from, to })
  const circle = [arrow('a', 'b'), arrow('b', 'c'), arrow('c', 'a')]
  assert.deepEqual(circlesIn([...circle, arrow('d', 'a'), arrow('c', 'e')]), [['a', 'b', 'c']])
})
