import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOwnSyntax, pathFault } from '../../src/http/path-syntax.ts'

const fine = ['/', '/a', '/a-b/c_d/e.f~g', '/v1.0', '/robots.txt', '/:a', '/a/:b/c', '/:_a1']
for (const path of fine) {
  test(`the path ${path} is fine`, () => {
    assert.deepEqual([pathFault(path), inOwnSyntax(path)], [undefined, path])
  })
}

const odd = [
  '/a b',
  '/*',
  '/a/*rest',
  '/:',
  '/:1',
  '/:a-:b',
  '/:a.json',
  '/:a?',
  '/(a)',
  '/é',
  '/a?b=1',
  '/a#b',
]
for (const path of [...odd, '/<a b>', '/a-<b>', '/<>', '/{}']) {
  test(`the path ${path} is refused, and there is no other way to write it`, () => {
    assert.equal(pathFault(path), `the path ${path} may hold only words and :params between its slashes`)
    assert.equal(inOwnSyntax(path), path)
  })
}

for (const [path, own] of [
  ['/greet/<name>', '/greet/:name'],
  ['/greet/{name}', '/greet/:name'],
  ['/<int:id>/{file:path}', '/:id/:file'],
  ['greet', '/greet'],
  ['/greet/', '/greet'],
  ['//greet/<name>', '/greet/:name'],
  ['//', '/'],
  ['', '/'],
] as const) {
  test(`the path ${path} is refused, and is to be written ${own}`, () => {
    assert.equal(
      pathFault(path),
      `the path ${path} may hold only words and :params between its slashes; write ${own}`,
    )
    assert.equal(inOwnSyntax(path), own)
  })
}
