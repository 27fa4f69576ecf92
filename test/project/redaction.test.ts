import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redactHeaders } from '../../src/redaction.ts'

function redacted(value: unknown): unknown {
  return JSON.parse(redactHeaders(JSON.stringify(value)))
}

test('the headers that prove who somebody is are redacted, in any case and at any depth', () => {
  const headers = {
    authorization: 'Bearer x',
    'Proxy-Authorization': 'x',
    Cookie: 'a=x',
    'set-cookie': ['a="]"', 'b=x'],
  }
  const hidden = {
    authorization: '[Redacted]',
    'Proxy-Authorization': '[Redacted]',
    Cookie: '[Redacted]',
    'set-cookie': '[Redacted]',
  }
  const hide = (places: unknown) =>
    assert.deepEqual(redacted(places), JSON.parse(JSON.stringify(places, swap)))
  const swap = (_key: string, value: unknown) => (value === headers ? hidden : value)
  hide({ headers })
  hide({ req: { headers }, res: { headers } })
  hide({ err: { config: [{ headers }], response: { headers } } })
})

test('the values of a flat list, as in rawHeaders, are redacted, and its other headers are not', () => {
  assert.deepEqual(redacted(['Host', 'x', 'Authorization', 'Basic x', 'Accept', 'y']), [
    'Host',
    'x',
    'Authorization',
    '[Redacted]',
    'Accept',
    'y',
  ])
})

test('a head that was logged as text keeps its other lines', () => {
  const head = 'GET / HTTP/1.1\r\nAuthorization: Digest a="b\\c"\r\nHost: x\r\nCookie: a=b; c=d\r\n\r\n'
  const hidden = 'GET / HTTP/1.1\r\nAuthorization: [Redacted]\r\nHost: x\r\nCookie: [Redacted]\r\n\r\n'
  assert.deepEqual(redacted({ _header: head }), { _header: hidden })
})

test('a value cannot end its own redaction early', () => {
  for (const value of ['"', '\\', '\\"', '","kept":"', '\u2028', '[', ']']) {
    assert.deepEqual(redacted({ cookie: `${value}secret` }), { cookie: '[Redacted]' })
  }
})

test('a line without such a header is left as it is', () => {
  const line = '{"msg":"authorization failed, no cookie","headers":{"accept":"*/*"}}\n'
  assert.equal(redactHeaders(line), line)
})
