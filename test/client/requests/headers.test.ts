import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvalidHeader, requests } from '../../../client/requests.ts'

test('a line break in a header is an InvalidHeader', async () => {
  const call = requests.get('http://localhost:2/', { headers: { 'X-Test': 'a\nSet-Cookie: b' } })
  await assert.rejects(call, InvalidHeader)
})
