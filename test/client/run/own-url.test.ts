import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { callsOf } from '../../../client/plan/openapi.ts'
import { InvalidURL } from '../../../client/requests.ts'
import { ownUrl } from '../../../client/run/own-url.ts'
import { runAt } from '../run-lecture.ts'
import { serve } from '../servers.ts'

const base = 'http://vcm-1.example.org:5000/api'

for (const [path, url] of [
  ['/name', `${base}/name`],
  ['', base],
  ['//name', `${base}//name`],
  ['/@name', `${base}/@name`],
  ['/http://other.example.org/', `${base}/http://other.example.org/`],
  ['http://vcm-1.example.org:5000/docs', 'http://vcm-1.example.org:5000/docs'],
] as const)
  test(`${path || 'nothing'} is below the base URL`, () => assert.equal(ownUrl(base, path), url))

for (const [from, path] of [
  ['http://vcm-1.example.org:5000', '@other.example.org/name'],
  ['http://vcm-1.example.org:5000', '0/name'],
  ['http://vcm-1.example.org:5000', '99/name'],
  ['http://vcm-1.example.org', '.other.example.org/name'],
  ['http://vcm-1.example.org', ':secret@other.example.org/name'],
  ['http://vcm-1.example.org:5000', 'https://vcm-1.example.org:5000/name'],
  ['http://vcm-1.example.org:5000', 'http://other.example.org:5000/name'],
  ['http://vcm-1.example.org:5000', 'http://ada@vcm-1.example.org:5000/name'],
  ['http://vcm-1.example.org:5000', 'http://:secret@vcm-1.example.org:5000/name'],
] as const)
  test(`${path} behind ${from} is refused`, () => assert.throws(() => ownUrl(from, path), InvalidURL))

for (const url of [
  'x:@OTHER/',
  'mailto:OTHER',
  'data:@OTHER/',
  '//OTHER/',
  'http://ada:pw@OTHER/',
  '@OTHER/',
]) {
  test(`servers with ${url} give no other machine a request`, async t => {
    const asked: string[] = []
    const hosts = await Promise.all(
      ['typed', 'other'].map(name =>
        serve(t, async (request, response) => {
          asked.push(name)
          await text(request)
          response.end('{}')
        }),
      ),
    )
    const [typed = '', other = ''] = hosts
    const servers = [{ url: url.replace('OTHER', new URL(other).host) }]
    const calls = callsOf({ openapi: '3.1.0', servers, paths: { '/x': { get: {} }, '/y': { post: {} } } })
    await runAt(typed, 10, calls)
    assert.deepEqual(new Set(asked), new Set(['typed']))
  })
}

test('a call of a contract that would go elsewhere is skipped, and says so', async t => {
  const baseUrl = await serve(t, (_request, response) => response.end('{}'))
  const calls = [{ name: 'GET /', method: 'GET', path: '@other.example.org/' }]
  const [result] = await runAt(baseUrl, 10, calls)
  assert.equal(result?.verdict, 'skipped')
  assert.match(result?.problems[0] ?? '', /"@other\.example\.org\/" leads to another machine/)
})
