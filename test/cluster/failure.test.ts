import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOfApp, messageOf } from '../../src/cluster/failure.ts'

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

for (const name of ['no-such-package-here', '@nobody/no-such-package'])
  test(`an import of ${name}, which is not installed, is told with the command that installs it`, async () => {
    const error = await import(`${name}/part`).catch(error => error)
    const { message } = failureOfApp(error, 'main.ts failed to load')
    assert.match(
      message,
      /^main\.ts failed to load: Error: Cannot find package '(.+)' imported from \S+\. If that is its name: npm install \1$/,
    )
  })
