import assert from 'node:assert/strict'
import { test } from 'node:test'
import { corsOriginsOf } from '../../src/cluster/cors-origins.ts'
import { Failure } from '../../src/cluster/failure.ts'

const taken: [what: string, exported: unknown, origins: unknown][] = [
  ['nothing', undefined, []],
  ['all of them', '*', '*'],
  ['one origin', 'https://pages.example.org', ['https://pages.example.org']],
  ['a list', ['http://localhost:8080', 'https://a.org'], ['http://localhost:8080', 'https://a.org']],
  ['an empty list', [], []],
]
for (const [what, exported, origins] of taken) {
  test(`as corsOrigins an app may export ${what}`, () => {
    assert.deepEqual(corsOriginsOf(exported), origins)
  })
}

const refused: [exported: unknown, shown: string][] = [
  ['https://pages.example.org/', '"https://pages.example.org/"'],
  ['https://pages.example.org/path', '"https://pages.example.org/path"'],
  ['https://pages.example.org:443', '"https://pages.example.org:443"'],
  ['pages.example.org', '"pages.example.org"'],
  ['https://', '"https://"'],
  ['ftp://pages.example.org', '"ftp://pages.example.org"'],
  ['ftp://http:80', '"ftp://http:80"'],
  ['wss://pages.example.org', '"wss://pages.example.org"'],
  [['https://a.org', '*'], '"*"'],
  [['https://a.org', 7], '7'],
  [[/example/], '/example/'],
  [true, 'true'],
  [null, 'null'],
  [new URL('https://a.org'), 'https://a.org/'],
]
for (const [exported, shown] of refused) {
  test(`corsOrigins with ${shown} are refused by name, with what they take`, () => {
    assert.throws(
      () => corsOriginsOf(exported),
      error =>
        error instanceof Failure &&
        error.exitCode === 1 &&
        error.message.startsWith(`corsOrigins of the app has ${shown}; it takes '*', an origin`),
    )
  })
}
