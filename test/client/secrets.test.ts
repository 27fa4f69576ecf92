import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hidden, hiddenIn, keepHeader, keepSecret, keepUserinfo } from '../../client/secrets.ts'
import { runClient } from './run-client.ts'
import { serve } from './servers.ts'

test('a secret is hidden in every spelling that an answer may have for it', () => {
  keepSecret('a"b<c&d/é')
  assert.equal(hidden(`1 ${JSON.stringify({ k: 'a"b<c&d/é' })}`), '1 {"k":"…"}')
  assert.equal(hidden(JSON.stringify(JSON.stringify('a"b<c&d/é'))), JSON.stringify('"…"'))
  assert.equal(hidden(`<p>a&quot;b&lt;c&amp;d/é ${encodeURIComponent('a"b<c&d/é')}`), '<p>… …')
})

test('the beginning of a secret that was cut short is hidden, too', () => {
  keepSecret('hush-hush-hush')
  assert.equal(hidden('"Bearer hush-hu…" and hush'), '"Bearer …" and hush')
})

test('the longer of two secrets is hidden first', () => {
  keepSecret('swordfish')
  keepSecret('swordfish-2')
  assert.equal(hidden('swordfish-2'), '…')
})

test('a number that is a secret becomes a text, so that JSON stays JSON', () => {
  keepSecret('4711')
  assert.deepEqual(hiddenIn({ 4711: [4711, 5, null, 'n 4711'] }), { '…': ['…', 5, null, 'n …'] })
})

test('the token in a header is hidden without its scheme, too, and a password also in plain', () => {
  keepHeader('Authorization', 'Token open-sesame')
  keepHeader('Authorization', `Basic ${btoa('ada:xyzzy!')}`)
  assert.equal(hidden(`open-sesame xyzzy! ${btoa('ada:xyzzy!')}`), '… … …')
})

test('the password in a host is hidden, also in a host that cannot be read', () => {
  for (const host of ['ada:plugh1@vcm-1', 'https://ada:plugh2@vcm-1:x', '"ada:plugh/3@vcm-1"', 'x:1@vcm-1'])
    keepUserinfo(host)
  assert.equal(hidden('ada:plugh1@vcm-1 plugh2 plugh/3 x:1@vcm-1'), '…vcm-1 … … …vcm-1')
  keepUserinfo('vcm-2:5000/~ada@home')
  assert.equal(hidden('vcm-2:5000/~ada@home'), 'vcm-2:5000/~ada@home')
})

test('a password in any cell of a roster is hidden, and a mail address is not', async () => {
  const input = 'vcm-1:x,"Ann, also on al:xyzzy9@vcm-2",ann@example.com\n'
  for (const flags of [[], ['--csv'], ['--json']]) {
    const { stdout, stderr } = await runClient(['--roster', '-', ...flags], { input })
    assert.doesNotMatch(stdout + stderr, /xyzzy9/)
    assert.match(stdout, /ann@example\.com/)
  }
})

test('a password in the address of --spec is hidden', async () => {
  const { stderr } = await runClient(['--spec', 'http://al:xyzzy8@127.0.0.1:1/openapi.json', '--list'])
  assert.match(stderr, /cannot read/)
  assert.doesNotMatch(stderr, /xyzzy8/)
})

const secret = 'tOp-sEcReT-0123456789-tOp-sEcReT-0123456789'
const ways: [title: string, flags: string[], env?: Record<string, string>][] = [
  ['--bearer', ['--bearer', secret]],
  ['--user', ['--user', `ada:${secret}`]],
  ['--header', ['--header', `X-API-Key: ${secret}`]],
  ['--header Authorization', ['--header', `Authorization: Token ${secret}`]],
  ['CLIENT_TOKEN', [], { CLIENT_TOKEN: secret }],
]
const outputs = [[], ['--verbose'], ['--json'], ['--json', '--verbose'], ['--list'], ['--only', 'nothing']]

describe('against a server that echoes all that it gets', { concurrency: 3 }, () => {
  for (const [title, flags, env = {}] of ways) {
    test(`what ${title} gives is sent, and printed in no output`, async t => {
      const seen = new Set<string>()
      const host = await serve(t, (request, response) => {
        seen.add(`${request.headers.authorization} ${request.headers['x-api-key']}`)
        const echo = JSON.stringify(request.headers)
        response.setHeader('x-echo', echo)
        if (request.url === '/name') response.writeHead(500).end(`it failed: ${echo}`)
        else if (request.method === 'POST') response.writeHead(401, echo.slice(0, 90)).end(echo)
        else response.end(echo)
      })
      const runs = outputs.map(output => runClient([host, ...output, ...flags], { env }))
      const input = `${host} team\n`
      for (const output of [[], ['--csv'], ['--json']]) {
        runs.push(runClient(['--roster', '-', '--allow-local', ...output, ...flags], { env, input }))
      }
      for (const { stdout, stderr } of await Promise.all(runs)) {
        const printed = stdout + stderr
        assert.doesNotMatch(printed, /tOp-|sEcReT/)
        assert.ok(!printed.includes(btoa(`ada:${secret}`).slice(0, 40)), printed)
      }
      const expected = title === '--user' ? btoa(`ada:${secret}`) : secret
      assert.ok(
        [...seen].every(each => each.includes(expected)),
        [...seen].join('\n'),
      )
    })
  }

  test('a password in a roster is printed in no output', async t => {
    const host = (await serve(t, (request, response) => response.end(JSON.stringify(request.headers)))).slice(
      7,
    )
    const input = `ada:${secret}@${host} one\nada:${secret}@${host}:x two\n`
    for (const output of [[], ['--csv'], ['--json']]) {
      const { stdout, stderr } = await runClient(['--roster', '-', '--allow-local', ...output], { input })
      assert.match(stdout, /one/)
      assert.doesNotMatch(stdout + stderr, /sEcReT/)
    }
  })
})

test('an API key is not printed, wherever it is sent, and one that nothing wants is told', async t => {
  const host = await serve(t, ({ url, headers }, response) => {
    const document = {
      openapi: '3.1.0',
      paths: { '/a': { get: { security: [{ q: [], h: [], c: [] }], responses: { 200: {} } } } },
      components: {
        securitySchemes: {
          q: { type: 'apiKey', in: 'query', name: 'key' },
          h: { type: 'apiKey', in: 'header', name: 'X-Key' },
          c: { type: 'apiKey', in: 'cookie', name: 'sid' },
        },
      },
    }
    response.end(JSON.stringify(url === '/openapi.json' ? document : { url, headers }))
  })
  const keys = ['q=hush 1!', 'h=hush 2!', 'c=hush 3!', 'other=hush 4!'].flatMap(each => ['--api-key', each])
  const { code, stdout, stderr } = await runClient([host, '--verbose', ...keys])
  assert.equal(code, 0)
  assert.doesNotMatch(stdout + stderr, /hush/)
  assert.match(stderr, /^--api-key other: \/openapi\.json has no API key of this name/)
})
