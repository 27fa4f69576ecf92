import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { exitCodes, failureOfApp, messageOf, reasonOf } from '../../src/cluster/failure.ts'

test('a message of several lines is one line of a log, without the ends of lines', () => {
  assert.equal(
    messageOf(new Error('PORT is wrong\r\n  KEY is missing\n')),
    'Error: PORT is wrong KEY is missing',
  )
})

test('a carriage return of a value is shown, also at the end of a message', () => {
  assert.equal(
    messageOf(new TypeError('invalid IP address: 10.0.0.1\r')),
    'TypeError: invalid IP address: 10.0.0.1\\r',
  )
})

const reasons: [what: string, thrown: unknown, reason: string, message: string][] = [
  ['an error', new TypeError('no'), 'no', 'TypeError: no'],
  ['an error without a message', new TypeError(''), 'TypeError', 'TypeError: TypeError'],
  ['a text', 'no\ndatabase', 'no database', 'no database'],
  ['nothing', undefined, 'undefined', 'undefined'],
  [
    'several errors at once',
    new AggregateError([new Error('no IPv6'), 'no IPv4']),
    'no IPv6, no IPv4',
    'AggregateError: no IPv6, no IPv4',
  ],
  [
    'several errors with a word for all',
    new AggregateError([new Error('no')], 'none'),
    'none',
    'AggregateError: none',
  ],
]
for (const [what, thrown, reason, message] of reasons) {
  test(`${what} that is thrown is told as "${reason}"`, () => {
    assert.equal(reasonOf(thrown), reason)
    assert.equal(messageOf(thrown), message)
  })
}

test('an error about the settings of an app speaks for itself', () => {
  const { exitCode, message } = failureOfApp(
    Object.assign(new Error('A is bad\nB is bad'), { exitCode: 1 }),
    'main.ts failed to load',
  )
  assert.deepEqual([exitCode, message], [exitCodes.configuration, 'A is bad\nB is bad'])
})

test('any other error of an app is told by what has failed, and kept as the cause', () => {
  for (const error of [
    new Error('no'),
    Object.assign(new Error('no'), { exitCode: 3 }),
    'no',
    { exitCode: 1 },
  ]) {
    const { exitCode, message, cause } = failureOfApp(error, 'prepare() failed')
    assert.deepEqual(
      [exitCode, message, cause],
      [exitCodes.bootFailed, `prepare() failed: ${messageOf(error)}`, error],
    )
  }
})

test('no command installs what only a text says is missing', () => {
  const { message } = failureOfApp("Cannot find package 'a'", 'main.ts failed to load')
  assert.equal(message, "main.ts failed to load: Cannot find package 'a'")
  const other = failureOfApp(new Error("No: Cannot find package 'a'"), 'main.ts failed to load')
  assert.equal(other.message, "main.ts failed to load: Error: No: Cannot find package 'a'")
})

test('a failure is reported on stderr, with a line for each that is wrong and no empty one', () => {
  const module = new URL('../../src/cluster/failure.ts', import.meta.url)
  const code = `import { Failure, reportFailure } from '${module}'
    reportFailure(new Failure(1, 'A is bad\\r\\n\\n  \\nB has \\u001b\\n'))`
  const { stderr } = spawnSync(
    process.execPath,
    [...process.execArgv, '--input-type=module', '--eval', code],
    {
      encoding: 'utf8',
    },
  )
  assert.equal(stderr, 'Error: A is bad\nError: B has \\u001b\n')
})

for (const name of ['no-such-package-here', '@nobody/no-such-package'])
  test(`an import of ${name}, which is not installed, is told with the command that installs it`, async () => {
    const error = await import(`${name}/part`).catch(error => error)
    const { message } = failureOfApp(error, 'main.ts failed to load')
    assert.match(
      message,
      /^main\.ts failed to load: Error: Cannot find package '(.+)' imported from \S+\. If that is its name: npm install \1$/,
    )
  })
