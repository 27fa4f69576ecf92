import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkedDocuments } from '../../../client/plan/link-header.ts'
import { RequestException } from '../../../client/requests.ts'
import { openServer } from '../../../client/run/server.ts'
import { serve } from '../servers.ts'

const desc = 'rel="service-desc"'
const cases: [title: string, link: string | undefined, found: string[]][] = [
  ['none', undefined, []],
  ['one', `</a.json>; ${desc}`, ['/a.json']],
  ['one with a relation without quotes', '</a.json>;rel=service-desc', ['/a.json']],
  ['one of several relations', '</a.json>; rel="describedby  service-desc"', ['/a.json']],
  ['one with names in capitals', '</a.json>; REL = "service-desc"', ['/a.json']],
  ['one behind another', `</b.css>; rel=preload, </a.json>; ${desc}`, ['/a.json']],
  ['one whose title has a comma', `</a.json>; title="a, <b>; c"; ${desc}`, ['/a.json']],
  ['one whose relation only has that in it', '</a.json>; rel="my-service-desc"', []],
  ['one without a relation', '</a.json>; title="service-desc"', []],
  ['one of another origin', `<http://127.0.0.1:1/a.json>; ${desc}`, []],
  ['four', ['a', 'b', 'c', 'd'].map(name => `</${name}>; ${desc}`).join(), ['/a', '/b', '/c']],
  ['one that is no address', `<http://[>; ${desc}, </a.json>; ${desc}`, ['/a.json']],
  ['one beyond 2,000 characters', `</${'x'.repeat(2000)}>; ${desc}, </a.json>; ${desc}`, []],
]

for (const [title, link, found] of cases) {
  test(`a front page may have links: ${title}`, async t => {
    const baseUrl = await serve(t, (_request, response) =>
      response.writeHead(200, link === undefined ? {} : { link }).end(),
    )
    const documents = await linkedDocuments(openServer({ baseUrl, notes: [] }, { timeout: 10 }))
    assert.deepEqual(
      documents.map(url => url.replace(baseUrl, '')),
      found,
    )
  })
}

test('the links of a page that breaks off count', async t => {
  const baseUrl = await serve(t, (_request, response) => {
    response.writeHead(200, { link: `</a.json>; ${desc}`, 'content-length': 10 }).write('hi')
    setImmediate(() => response.destroy())
  })
  const documents = await linkedDocuments(openServer({ baseUrl, notes: [] }, { timeout: 10 }))
  assert.deepEqual(documents, [`${baseUrl}/a.json`])
})

test('a server that does not answer is an error', async t => {
  const baseUrl = await serve(t, (_request, response) => response.destroy())
  await assert.rejects(linkedDocuments(openServer({ baseUrl, notes: [] }, { timeout: 10 })), RequestException)
})
