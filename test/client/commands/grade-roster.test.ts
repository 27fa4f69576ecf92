import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

describe('grading a roster', { concurrency: 3 }, () => {
  test('a roster from stdin is one table, and 1 unless all pass', async t => {
    const input = `${await serveLecture(t)} ab12\n${await serveLecture(t, { 'GET /name': () => 1 })} cd34\n`
    const { code, stdout, stderr } = await runClient(['--roster', '-', '--allow-local'], { input })
    assert.equal(code, 1)
    assert.equal(stderr, '')
    assert.match(
      stdout,
      /^host +result +GET \/name +GET \/hello +POST \/distance +note\nab12 .* pass +ok +ok +ok\ncd34 .* wrong +wrong +ok +ok +GET \/name: the answer is a number/,
    )
    assert.match(stdout, /\n2 hosts: 1 pass, 1 wrong, 0 unreachable · \d\.\d s\n$/)
  })

  test('a roster of hosts that all pass ends with 0, as CSV too', async t => {
    const roster = await temporaryFile(
      t,
      'roster.csv',
      `name,host\n"Lovelace, Ada",${await serveLecture(t)}\n`,
    )
    const { code, stdout } = await runClient(['--roster', roster, '--allow-local', '--csv'])
    assert.equal(code, 0)
    assert.match(
      stdout,
      /^label,host,result,GET \/name,GET \/hello,POST \/distance,note\r\n"Lovelace, Ada",http:.*,pass,ok,ok,ok,\r\n$/,
    )
  })

  test('all hosts of a roster get the same number for {{run}}, and the columns keep its name', async t => {
    const asked: string[] = []
    const hosts = await Promise.all(
      [1, 2].map(() =>
        serve(t, (request, response) => {
          asked.push(request.url ?? '')
          response.end('{}')
        }),
      ),
    )
    const contract = await temporaryFile(t, 'calls.json', '[{ "method": "GET", "path": "/a/{{run}}" }]')
    const roster = ['--roster', '-', '--allow-local', '--contract', contract]
    const { code, stdout } = await runClient(roster, { input: hosts.join('\n') })
    assert.equal(code, 0, stdout)
    assert.match(stdout, /^host +result +GET \/a\/\{\{run\}\} +note\n/)
    assert.match(asked[0] ?? '', /^\/a\/\d{9}$/)
    assert.equal(asked[0], asked[1])
  })

  test('a roster as JSON has a line for each call and each host, and a summary', async t => {
    const { stdout } = await runClient(['--roster', '-', '--allow-local', '--json'], {
      input: `${await serveLecture(t)} ab12`,
    })
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    assert.deepEqual(
      lines.map(({ label }) => label),
      [...Array(5).fill('ab12'), undefined],
    )
    assert.equal(lines.at(-2).grade, 'pass')
    assert.equal(lines.at(-1).summary.pass, 1)
  })
})
