import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Failure } from '../../../src/cluster/failure.ts'
import { readOptions } from '../../../src/cluster/settings/options.ts'

function optionsOf(args: string[], env: Record<string, string> = {}) {
  return readOptions(args, env).options
}

function configFile(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'server.json')
  writeFileSync(path, content)
  return path
}

test('without settings the server listens on all addresses of port 5000', () => {
  assert.deepEqual(optionsOf([]).bind, [{ host: '0.0.0.0', port: 5000 }])
})

test('there is no admin port unless an address is named', () => {
  assert.equal(optionsOf([]).admin, undefined)
})

test('PORT sets the port on all addresses, and --bind wins over it', () => {
  assert.deepEqual(optionsOf([], { PORT: '8080' }).bind, [{ host: '0.0.0.0', port: 8080 }])
  assert.deepEqual(optionsOf(['-b', 'localhost:1'], { PORT: '8080' }).bind, [{ host: 'localhost', port: 1 }])
})

test('--bind may be repeated, in either spelling', () => {
  const { bind } = optionsOf(['-b', ':1', '--bind=:2'])
  assert.deepEqual(bind, [
    { host: '0.0.0.0', port: 1 },
    { host: '0.0.0.0', port: 2 },
  ])
})

test('the command line wins over the environment, that over the file, that over the default', () => {
  const config = configFile('{"workers": 2}')
  assert.equal(optionsOf(['-c', config, '-w', '4'], { WEB_CONCURRENCY: '3' }).workers, 4)
  assert.equal(optionsOf(['-c', config], { WEB_CONCURRENCY: '3' }).workers, 3)
  assert.equal(optionsOf(['-c', config]).workers, 2)
})

test('an empty variable of the environment sets nothing', () => {
  assert.deepEqual(optionsOf([], { PORT: '' }).bind, [{ host: '0.0.0.0', port: 5000 }])
})

test('times are given in seconds and kept in milliseconds', () => {
  assert.equal(optionsOf(['--timeout', '0.5']).timeout, 500)
})

test('a switch is turned off with --no-', () => {
  assert.equal(optionsOf([]).accessLog, true)
  assert.equal(optionsOf(['--no-access-log']).accessLog, false)
  assert.equal(optionsOf([], { ACCESS_LOG: '0' }).accessLog, false)
})

test('a switch is turned on by its name', () => {
  assert.equal(optionsOf([]).servedBy, false)
  assert.equal(optionsOf(['--served-by']).servedBy, true)
  assert.equal(optionsOf(['--access-log'], { ACCESS_LOG: '0' }).accessLog, true)
})

test("gunicorn's names of the log levels are understood", () => {
  assert.equal(optionsOf(['--log-level', 'warning']).logLevel, 'warn')
  assert.equal(optionsOf(['--log-level', 'CRITICAL']).logLevel, 'fatal')
})

test('the application is the one argument that is not a flag', () => {
  assert.equal(readOptions(['-w', '1', 'main.js:app', '--no-access-log'], {}).app, 'main.js:app')
})

test('a server is called after its application, unless it is given a name', () => {
  const nameIn = (args: string[]) => optionsOf(args).name
  assert.equal(nameIn(['main.js:app']), 'main.js:app')
  assert.equal(nameIn(['--name', 'shop', 'main.js:app']), 'shop')
  assert.equal(nameIn([]), '')
})

test('a command is read by either name, and of several the first counts', () => {
  const { command, app } = readOptions(['--check-config', 'main.js:app'], {})
  assert.deepEqual([command, app], ['checkConfig', 'main.js:app'])
  assert.equal(readOptions(['-v', '--help'], {}).command, 'version')
  assert.equal(readOptions([], {}).command, undefined)
})

const refused: [string, string[], Record<string, string>, RegExp][] = [
  [
    'a number that is none',
    ['--workers', 'x'],
    {},
    /^--workers takes a whole number from 1, or auto; got "x"/,
  ],
  ['no workers at all', ['-w', '0'], {}, /^-w takes a whole number from 1/],
  ['seconds that are none', ['--timeout', '-1'], {}, /^--timeout takes seconds/],
  ['a value that is missing', ['--keep-alive'], {}, /^--keep-alive needs a value: SECONDS/],
  [
    'a value that is missing before the next flag',
    ['--bind', '--workers', '2'],
    {},
    /^--bind needs a value: ADDRESS/,
  ],
  ['a value that is missing before a short flag', ['--bind', '-w', '2'], {}, /^--bind needs a value/],
  ['a value for a command', ['--help=me'], {}, /^Unknown flag --help/],
  ['a no- in the middle of a switch', ['--access-no-log'], {}, /^Unknown flag --access-no-log/],
  ['a value for a switch', ['--access-log=maybe'], {}, /--access-log/],
  ['a flag that nobody knows', ['--wrokers', '1'], {}, /^Unknown flag --wrokers/],
  ['a --no- for a flag with a value', ['--no-workers'], {}, /^Unknown flag --no-workers/],
  [
    "a flag of gunicorn's that has no meaning here",
    ['-k', 'gevent'],
    {},
    /^-k does not exist here: every worker is/,
  ],
  ['a bad variable of the environment', [], { WEB_CONCURRENCY: 'all' }, /^WEB_CONCURRENCY takes/],
  ['a bad port in the environment', [], { PORT: '70000' }, /^PORT takes .* up to 65535/],
  [
    'a port of a file from Windows',
    [],
    { PORT: '8080\r' },
    /^PORT takes .*; got "0\.0\.0\.0:8080\\r"\. The \\r is of a Windows line end: save the file with Unix ones\.$/,
  ],
  [
    'a value with an escape',
    ['--name=a', '--timeout', '\u001b[2K'],
    {},
    /^--timeout .*; got "\\u001b\[2K"\.$/,
  ],
  ['a value with a line break', ['--timeout', '5\n6'], {}, /^--timeout .*; got "5\\n6"\.$/],
  ['an unknown flag with a carriage return', ['--bogus\r'], {}, /^Unknown flag --bogus\\r\./],
  ['two applications', ['a.js', 'b.js'], {}, /one MODULE:EXPORT/],
]
for (const [name, args, env, message] of refused) {
  test(`${name} is refused by name`, () => {
    assert.throws(
      () => readOptions(args, env),
      error => error instanceof Failure && error.exitCode === 1 && message.test(error.message),
    )
  })
}

for (const [name, content, why] of [
  ['that is missing', undefined, 'Cannot read --config PATH: Error: ENOENT'],
  ['that is no JSON', '{', 'Cannot read --config PATH: SyntaxError: '],
  ['that is no object', '3', '--config PATH must hold a JSON object'],
  ['that is null', 'null', '--config PATH must hold a JSON object'],
  ['with an unknown setting', '{"wrokers": 1}', 'PATH: unknown setting "wrokers"'],
  ['that names another one', '{"config": "b.json"}', 'PATH: unknown setting "config"'],
  ['with a bad value', '{"workers": "many"}', 'PATH: workers takes a whole number'],
] as const) {
  test(`a configuration file ${name} is refused, and named`, () => {
    const path = content === undefined ? '/no/such/file.json' : configFile(content)
    assert.throws(
      () => readOptions(['-c', path], {}),
      error => error instanceof Failure && error.message.startsWith(why.replace('PATH', path)),
    )
  })
}
