import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnsendable } from '../../../../client/requests/errors/unsendable.ts'
import { RequestException, requests } from '../../../../client/requests.ts'

const nobody = 'http://localhost:2/' // nothing listens on this port, nor is asked here

const unsendable: Record<string, () => Promise<unknown>> = {
  'with a method that fetch does not know': () => requests.request('TRACE', nobody),
  'with a header that fetch keeps for itself': () => requests.get(nobody, { headers: { Upgrade: 'x' } }),
  'with a header that fetch cannot do': () => requests.post(nobody, { headers: { Expect: '100-continue' } }),
  'with a body to a GET': () => requests.get(nobody, { json: 1 }),
  'with a line break in a header': () => requests.get(nobody, { headers: { 'X-Test': 'a\nb' } }),
  'with NaN as JSON': () => requests.post(nobody, { json: Number.NaN }),
  'without a scheme in its URL': () => requests.get('localhost:2/'),
}

for (const [what, call] of Object.entries(unsendable)) {
  test(`a request ${what} says nothing about the server`, async () => {
    await assert.rejects(call, error => error instanceof RequestException && isUnsendable(error))
  })
}

for (const [what, url] of [
  ['meets nobody', nobody],
  ['goes to a port that fetch does not call', 'http://localhost:6000/'],
] as const) {
  test(`a request that ${what} says something about the server`, async () => {
    await assert.rejects(
      requests.get(url),
      error => error instanceof RequestException && !isUnsendable(error),
    )
  })
}

test('what fetch does not send is told in its own words', async () => {
  await assert.rejects(requests.request('TRACE', nobody), {
    name: 'RequestException',
    code: 'ERR_NOT_SENDABLE',
    message: "fetch does not send this request to localhost:2: 'TRACE' HTTP method is unsupported.",
  })
})
