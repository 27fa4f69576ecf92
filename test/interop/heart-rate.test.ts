/** The contract of docs/contract.md, on servers in Flask under gunicorn. Needs Debian's packages gunicorn and python3-flask. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runClient } from '../client/run-client.ts'
import { freePort } from '../cluster/wait.ts'
import { startGunicorn, stopAll } from './lecture-servers.ts'

/** What the client has to say of each variant of heart_rate_server.py; nothing of the right one. */
const reasons: Record<string, RegExp> = {
  right: /^$/,
  return: /^GET \/api\/heart_rate\/average\/\d{9}: expected 97\.5, got 40/,
  front: /^GET \/api\/status\/\d{9}: heart_rate: expected 115, got 80/,
  text: /^GET \/api\/status\/\d{9}: the server says: "no such patient"$/,
  answers: /^GET \/api\/status\/\d{9}: expected status 400 or 404, got 200 OK$/,
  overwrites: /^POST \/api\/\w+, sent \{.*: expected status 400 or 409, got 200 OK$/,
  unchecked:
    /^POST \/api\/\w+, sent \{.*: the handler raised an exception; its traceback is in the server's log$/,
}

const hosts: string[] = []

before(async () => {
  for (const variant of Object.keys(reasons)) {
    const host = `127.0.0.1:${await freePort()}`
    startGunicorn(host, variant, 'heart_rate_server')
    hosts.push(`${host} ${variant}`)
  }
})

after(stopAll)

for (const time of ['first', 'second']) {
  test(`the contract tells right from wrong the ${time} time`, async t => {
    const { stdout } = await runClient(
      ['--roster', '-', '--allow-local', '--contract', 'docs/heart-rate.json', '--json', '--wait=60'],
      { input: hosts.join('\n') },
    )
    const grades = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
      .filter(({ grade }) => grade !== undefined)
    assert.equal(grades.length, hosts.length)
    for (const { label, grade, note } of grades) {
      await t.test(label, () => {
        assert.match(note, reasons[label] as RegExp)
        assert.equal(grade, label === 'right' ? 'pass' : 'wrong')
      })
    }
  })
}
