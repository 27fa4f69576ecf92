import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curlCommand } from '../../../client/report/curl.ts'

test('the curl line survives a shell, whatever is in the request', () => {
  const headers = new Headers({
    'content-type': 'application/json',
    authorization: 'Basic c2VjcmV0',
    accept: '*/*',
  })
  const body = new TextEncoder().encode(`{"name":"O'Hara $(id)"}`)
  const line = curlCommand({ method: 'POST', url: "http://vcm-1:5000/a?b='c'", headers, body })
  assert.equal(
    line,
    `curl -i -u USER -H 'content-type: application/json' --data-raw '{"name":"O'\\''Hara $(id)"}' 'http://vcm-1:5000/a?b='\\''c'\\'''`,
  )
})
