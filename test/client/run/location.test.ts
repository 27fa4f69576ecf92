import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locationPart } from '../../../client/run/location.ts'

const parts: [text: string, template: string, basePath: string, part: string | undefined][] = [
  ['/notes/7', '/notes/{id}', '', '7'],
  ['http://other:80/notes/7', '/notes/{id}', '', '7'],
  ['/app/notes/7/', '/notes/{id}', '/app', '7'],
  ['/notes/7', '/notes/{id}', '/app', '7'],
  ['/notes/a%2Fb?x=1', '/notes/{id}?y=2', '', 'a/b'],
  ['/users/5/notes/7', '/users/5/notes/{id}', '', '7'],
  ['/notes/n-7.json', '/notes/n-{id}.json', '', '7'],
  ['/users/5/notes/7', '/users/6/notes/{id}', '', undefined],
  ['/v2/notes/7', '/notes/{id}', '', undefined],
  ['7', '/notes/{id}', '', undefined],
  ['HTTPS://other/notes/7', '/notes/{id}', '', '7'],
  ['ftp://other/notes/7', '/notes/{id}', '', undefined],
  ['http://other:x/notes/7', '/notes/{id}', '', undefined],
  ['see http://other/notes/7', '/notes/{id}', '', undefined],
  ['/notes/', '/{id}', '', 'notes'],
  ['/notes/7/', '/notes/7/{id}', '', undefined],
  ['/', '/{id}', '', undefined],
  ['/app/7', '/app/{id}', '/app', '7'],
  ['/application/7', '/{id}', '/app', undefined],
  ['/application', '/{id}', '/app', 'application'],
  ['notes/7', '/notes/{id}', '', undefined],
]

for (const [text, template, basePath, part] of parts) {
  test(`of ${text}, ${template} below ${basePath || '/'} takes ${part ?? 'no part'}`, () => {
    assert.equal(locationPart(text, template, 'id', basePath), part)
  })
}
