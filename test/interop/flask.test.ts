/** Flask under gunicorn, as in the lecture. Needs Debian's packages: apt-get install gunicorn python3-flask. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runClient } from '../client/run-client.ts'
import { freePort } from '../cluster/wait.ts'
import { startFlask, startGunicorn, stopAll } from './lecture-servers.ts'

/** What the client has to say of each variant of lecture_server.py; nothing of the right one. */
const reasons: Record<string, RegExp> = {
  right: /^$/,
  wording:
    /^GET \/hello\/<name>: message: expected "Hello there, John McCarthy", got "hello there, John McCarthy"$/,
  string:
    /^POST \/distance, sent \{.*\}: distance is a string: expected 3\.605551275463989, got "3\.605551275463989"$/,
  fields: /^POST \/distance, sent \{.*\}: a is missing in \{"distance":3\.605551275463989\}$/,
  formula:
    /^POST \/distance, sent \{"a":\[2,4\],"b":\[5,6\]\}: distance: expected 3\.605551275463989, got 2\.23606797749979$/,
  hardcoded:
    /^POST \/distance, sent \{.*\}: the same answer as for \{"a":\[2,4\],"b":\[5,6\]\}: written into the code, or kept from an earlier call; /,
  raises:
    /^POST \/distance, sent \{.*\}: the handler raised an exception; its traceback is in the server's log$/,
  html: /^GET \/name: an HTML page instead of JSON: My server; wanted \{"name":"…"\}$/,
  route: /^the server has no route GET \/hello\/<name>$/,
}

const hosts = new Map<string, string>()
let debugHost = ''

before(async () => {
  for (const variant of Object.keys(reasons)) {
    const host = `127.0.0.1:${await freePort()}`
    hosts.set(variant, host)
    startGunicorn(host, variant)
  }
  const port = String(await freePort())
  debugHost = `127.0.0.1:${port}`
  startFlask(port, 'raises')
})

after(stopAll)

test('Flask under gunicorn answers every call as it should', async () => {
  const { code, stdout } = await runClient([hosts.get('right') ?? '', '--wait=60'])
  assert.match(stdout, /no OpenAPI document, using the lecture's endpoints/)
  assert.match(stdout, /5 calls: 4 ok, 1 optional/)
  assert.equal(code, 0)
})

test('each of eight broken servers is called wrong, for the right reason, on one line', async t => {
  const input = [...hosts].map(([variant, host]) => `${host} ${variant}`).join('\n')
  const { code, stdout } = await runClient(['--roster', '-', '--allow-local', '--json', '--wait=60'], {
    input,
  })
  const grades = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(({ grade }) => grade !== undefined)
  assert.equal(code, 1)
  assert.equal(grades.length, 9)
  for (const { label, grade, note } of grades) {
    await t.test(label, () => {
      assert.equal(grade, label === 'right' ? 'pass' : 'wrong')
      assert.match(note, reasons[label] as RegExp)
    })
  }
})

test("of Flask's debug page the client shows the line that names the mistake", async () => {
  const { code, stdout } = await runClient([debugHost, '--wait=60', '--only', 'distance'])
  assert.equal(code, 1)
  assert.match(
    stdout,
    /the handler raised an exception: NameError: name 'sqrt' is not defined; its traceback is in the server's log\n/,
  )
})
