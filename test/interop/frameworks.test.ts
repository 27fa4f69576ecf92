/**
 * The client against servers of other people's frameworks, by their own documents. Needs their packages
 * (npm ci --prefix test/interop/frameworks --ignore-scripts) and Debian's, which test/interop/frameworks/frameworks.ts names.
 *
 * The table of docs/client.md is what these runs give: WRITE=1 npm test -- interop/frameworks writes it.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { frameworks, isPython } from './frameworks/frameworks.ts'
import { type Started, start, token } from './frameworks/start.ts'
import { row, rowsOfPage, writeRows } from './frameworks/table.ts'
import { openApiVersion, runUntilFound, type Visit, visit } from './frameworks/visit.ts'

const json = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const withoutFile = new FormData()
withoutFile.set('other', 'text')

/** Wrong calls: a server that took them would say nothing about what the client sends. */
const mistakes: Record<string, RequestInit> = {
  'GET /books': {},
  'GET /books/none': {},
  'GET /me': { headers: { authorization: 'Bearer another' } },
  'POST /books': json({ title: '', year: 1000 }),
  'POST /payments': json({ kind: 'cheque', payment: { kind: 'cheque' } }),
  'POST /covers': { body: withoutFile },
}

const rows: string[][] = []

for (const framework of frameworks) {
  describe(framework.name, () => {
    let right: Started
    let broken: Started
    let anonymous: Visit
    let signedIn: Visit
    let source = ''

    before(async () => {
      ;[right, broken] = await Promise.all([start(framework), start(framework, { broken: true })])
      ;[anonymous, signedIn] = await Promise.all([visit(right.host), visit(right.host, '--bearer', token)])
    })

    after(() => Promise.all([right?.stop(), broken?.stop()]))

    test('with a token, every call is made and right', () => {
      assert.deepEqual(
        signedIn.calls.filter(({ verdict }) => verdict !== 'ok'),
        [],
      )
      const paths = signedIn.calls.map(({ call }) =>
        call.replace(framework.base ?? '', '').replace(/\?.*/, ''),
      )
      const all = [
        'GET /books',
        'GET /books/{id}',
        'GET /me',
        'POST /books',
        'POST /covers',
        'POST /payments',
      ]
      assert.deepEqual(
        paths.sort(),
        all.filter(path => framework.hasUploads !== false || path !== 'POST /covers'),
      )
      assert.equal(signedIn.code, 0)
    })

    test('without a token, no call is wrong, and the one that is skipped wants it', () => {
      for (const { call, verdict, problems } of anonymous.calls.filter(({ verdict }) => verdict !== 'ok')) {
        assert.deepEqual([call, verdict], [`GET ${framework.base ?? ''}/me`, 'skipped'])
        assert.match(problems.join(), /^wants credentials \(\w+\): --bearer TOKEN$/)
      }
      assert.equal(anonymous.code, 0)
    })

    test('a year that is null is wrong, and no other call is', async () => {
      const { code, stdout } = await runUntilFound([broken.host, '--bearer', token])
      source = /calls from (\S+)/.exec(stdout)?.[1] ?? ''
      const wrong = stdout.split('\n').filter(line => line.startsWith('✗'))
      assert.equal(wrong.length, 1, stdout)
      assert.match(stdout, /^✗ GET (\/api)?\/books\/1 +200 .*\n(.*\n)? {2}year /m)
      assert.equal(code, 1)
    })

    for (const [call, body] of Object.entries(mistakes)) {
      if (call === 'POST /covers' && framework.hasUploads === false) continue
      test(`${call} is refused if it is wrong`, async () => {
        const [method = '', path = ''] = call.split(' ')
        const { status } = await fetch(`http://${right.host}${framework.base ?? ''}${path}`, {
          method,
          ...body,
        })
        assert.ok(status >= 400 && status < 500, `status ${status}`)
      })
    }

    test('docs/client.md says what these runs gave', async t => {
      const openapi = await openApiVersion(`http://${right.host}${source}`)
      const found = row(framework, { source, openapi }, signedIn, anonymous)
      rows.push(found)
      if (process.env.WRITE) return t.skip('it is written now')
      const known = rowsOfPage().find(([name]) => name === found[0])
      if (known === undefined && isPython(framework)) return t.skip('the table has another version')
      assert.deepEqual(known, found, 'WRITE=1 npm test -- interop/frameworks writes the table')
    })
  })
}

after(() => {
  if (process.env.WRITE && rows.length === frameworks.length) writeRows(rows)
})
