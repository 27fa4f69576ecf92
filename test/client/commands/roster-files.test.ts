import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'
import { temporaryFile } from '../temporary-file.ts'

/** Grades a roster's file; HOST and PORT in it stand for a server that is right. */
async function graded(t: TestContext, file: string, ...flags: string[]) {
  const url = new URL(await serveLecture(t))
  const text = file.replaceAll('HOST', url.host).replaceAll('PORT', url.port)
  const path = await temporaryFile(t, 'roster.csv', text)
  return runClient(['--roster', path, '--allow-local', ...flags])
}

/** The last line, and the exit code. */
async function ending(t: TestContext, file: string): Promise<[code: number | null, line: string]> {
  const { code, stdout } = await graded(t, file)
  return [code, (stdout.trimEnd().split('\n').at(-1) ?? '').replace(/ · .*/, '')]
}

const one = '1 host: 1 pass, 0 wrong, 0 unreachable'
const two = '2 hosts: 2 pass, 0 wrong, 0 unreachable'

const files: [fact: string, file: string, code: number, line: string][] = [
  ['a # within a label leaves the host', 'Team #1,HOST\n', 0, one],
  ['lines that end with CR are machines each', 'name,host\rAda,HOST\rBob,HOST\r', 0, two],
  ['a cell of several lines is one machine', 'name,notes,host\nAda,"1\n2\n3",HOST\n', 0, one],
  ['"VM Hostname" is no machine', 'name,VM Hostname\nAda,HOST\n', 0, one],
  [
    "a form's question is no machine",
    'Timestamp,What is the address of your server?\n2026/03/09 2:02:12 PM,HOST\n',
    0,
    one,
  ],
  ['repositories are not called', 'name,repo,server\nAda,https://github.com/ada/x,HOST\n', 0, one],
  ['a port in a column of its own is called', 'name,host,port\nAda,127.0.0.1,PORT\n', 0, one],
  ['typographic quotes are no part of the port', 'Ada,“HOST”\n', 0, one],
  ['sep= is no machine', 'sep=;\nname;host\nAda;HOST\n', 0, one],
  ['empty rows are counted', 'name,host,\nAda,HOST,\n,,\n,,\n', 0, '3 rows: 1 host, 2 empty'],
  ['comments are counted', '# 2026\nHOST Ada\n', 0, '2 rows: 1 host, 1 comment'],
  [
    'rows without a host are counted beside others',
    'name,host\nAda,HOST\nBob,\n\n',
    1,
    '3 rows: 1 host, 1 without a host, 1 empty',
  ],
  [
    'headings that come again are counted',
    'name,host\nAda,HOST\nname,host\n',
    0,
    '2 rows: 1 host, 1 heading',
  ],
  ['a roster of which nothing is skipped has no count of rows', 'name,host\nAda,HOST\nBob,HOST\n', 0, two],
]

describe('grading a file', { concurrency: 3 }, () => {
  for (const [fact, file, code, line] of files) {
    test(fact, async t => assert.deepEqual(await ending(t, file), [code, line]))
  }

  test('a row that has no host is a row of the table', async t => {
    const { code, stdout } = await graded(t, 'name,host\nAda,HOST\nBob,\n')
    assert.equal(code, 1)
    assert.match(stdout, /\nBob +unreachable +- +- +- +no host given\n/)
  })

  test('a port that cannot be read is named in the note of its row, and the others are called', async t => {
    const { stdout } = await graded(t, 'name,host,port\nAda,127.0.0.1,PORT\nBob,127.0.0.1,"5,006"\n')
    assert.match(stdout, /\nAda .* pass /)
    assert.match(stdout, /\nBob .* the port in 127\.0\.0\.1:5,006 must be a number from 1 to 65535\n/)
  })

  test('with --csv, the rows are counted on stderr', async t => {
    const { stdout, stderr } = await graded(t, 'Ada,HOST\n\n', '--csv')
    assert.equal(stderr, '2 rows: 1 host, 1 empty\n')
    assert.doesNotMatch(stdout, /rows/)
  })

  test('with --json, the rows are counted on stderr', async t => {
    const { stdout, stderr } = await graded(t, 'Ada,HOST\n\n', '--json')
    assert.equal(stderr, '2 rows: 1 host, 1 empty\n')
    assert.doesNotMatch(stdout, /rows/)
  })

  test('the whole label is printed where the output is no terminal', async t => {
    const { stdout } = await graded(t, `${'l'.repeat(40)},HOST\n`)
    assert.match(stdout, /^l{40} /m)
  })

  test('--bom begins the CSV with a byte order mark', async t => {
    const { stdout } = await graded(t, 'Jörg,HOST\n', '--csv', '--bom')
    assert.match(stdout, /^\ufefflabel,.*\r\nJörg,/)
  })

  test('a CSV begins with no byte order mark unless it is asked for', async t => {
    const { stdout } = await graded(t, 'Jörg,HOST\n', '--csv')
    assert.match(stdout, /^label,/)
  })

  test('a table of --csv is a roster with the same labels', async t => {
    const first = await graded(t, '- team,HOST\n"=A1, ""x""",HOST\n#\n', '--csv', '--bom')
    const path = await temporaryFile(t, 'grades.csv', first.stdout)
    const second = await runClient(['--roster', path, '--allow-local', '--csv', '--bom'])
    assert.equal(second.stdout, first.stdout)
  })

  for (const [kind, bytes] of [
    ['UTF-16', Buffer.from('\ufeffAda,vcm-1', 'utf16le')],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004\u0014\u0000')],
  ] as const) {
    test(`${kind} ends with 2, and says what to do`, async t => {
      const { code, stdout, stderr } = await runClient([
        '--roster',
        await temporaryFile(t, 'roster.csv', bytes),
      ])
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, /^\S+roster\.csv is .*: save it as CSV UTF-8\n/)
    })
  }
})
