import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFlags } from '../../../client/command-line/parse-flags.ts'

const hosts = (args: string[], environment = {}) => parseFlags(args, environment).hosts

test('a host may stand alone or behind --host, and more than once', () => {
  assert.deepEqual(hosts(['vcm-1', '--host', 'vcm-2', '--host=vcm-3']), ['vcm-1', 'vcm-2', 'vcm-3'])
})

test('without a host, CLIENT_HOST names it', () => {
  assert.deepEqual(hosts([], { CLIENT_HOST: 'api:5000' }), ['api:5000'])
})

test('HOST is not read, as shells set it to the name of this machine', () => {
  assert.deepEqual(hosts([], { HOST: 'laptop' }), [''])
})

test('--host=H that npm took for a setting of its own is found in the environment', () => {
  assert.deepEqual(hosts([], { npm_config_host: 'vcm-1', CLIENT_HOST: 'api' }), ['vcm-1'])
})

test('--host H of which npm took the flag and left the value is a positional host', () => {
  assert.deepEqual(hosts(['vcm-1'], { npm_config_host: 'true' }), ['vcm-1'])
})

test('--host without a value, taken by npm, is no host', () => {
  assert.deepEqual(hosts([], { npm_config_host: 'true' }), [''])
})

test('--roster that npm took for a setting of its own is refused, with what to type', () => {
  const message = 'npm took --roster for itself: npm run client -- --roster teams.csv'
  assert.throws(() => hosts([], { npm_config_roster: 'teams.csv' }), { name: 'UsageError', message })
  assert.throws(() => hosts(['teams.csv'], { npm_config_roster: 'true' }), { name: 'UsageError', message })
})

test('--roster that npm took without a file is refused with a word for the file', () => {
  assert.throws(() => hosts([], { npm_config_roster: 'true' }), { message: /--roster FILE$/ })
})

test('--roster that came through is right, whatever npm took', () => {
  assert.equal(parseFlags(['--roster', 'a.csv'], { npm_config_roster: 'b.csv' }).roster, 'a.csv')
})

test('a switch is off unless given, by its name or its letter', () => {
  assert.deepEqual([parseFlags([], {}).verbose, parseFlags([], {}).help], [false, false])
  assert.deepEqual([parseFlags(['-v'], {}).verbose, parseFlags(['--verbose'], {}).verbose], [true, true])
})

test('a number of seconds may be as long as a day, and a count has up to six digits', () => {
  assert.equal(parseFlags(['--timeout', '86400'], {}).timeout, 86_400)
  assert.equal(parseFlags(['--timeout', '0.05'], {}).timeout, 0.05)
  assert.equal(parseFlags(['--repeat', '999999'], {}).repeat, 999_999)
})

test('what follows --wait is a host, unless it is a bare number', () => {
  assert.deepEqual(hosts(['--wait', 'vcm-3461']), ['vcm-3461'])
  assert.deepEqual(hosts(['--wait', '10.0.0.7']), ['10.0.0.7'])
})

test('--wait alone waits for 30 seconds, and with a value for so many', () => {
  assert.equal(parseFlags(['--wait', 'vcm-1'], {}).wait, 30)
  assert.equal(parseFlags(['--wait=2.5'], {}).wait, 2.5)
  assert.equal(parseFlags([], {}).wait, undefined)
})

test('one call takes 10 seconds at most, and 16 hosts are asked at once, unless told otherwise', () => {
  const { timeout, repeat } = parseFlags([], {})
  assert.deepEqual({ timeout, repeat }, { timeout: 10, repeat: 1 })
})

const refused: [args: string[], reason: RegExp][] = [
  [['--nonsense'], /^Unknown option '--nonsense'$/],
  [['--safe=yes'], /^Option '--safe' does not take an argument$/],
  [['--timeout', 'soon'], /--timeout takes a number of seconds, not "soon"/],
  [['--timeout', '0'], /--timeout takes a number of seconds/],
  [['--timeout', '86400.5'], /--timeout takes a number of seconds/],
  [['--timeout', ' '], /--timeout takes a number of seconds/],
  [['--timeout=-1'], /--timeout takes a number of seconds/],
  [['--repeat', '1000000'], /--repeat takes a whole number from 1/],
  [['--repeat', '01'], /--repeat takes a whole number from 1/],
  [['--repeat', '0'], /--repeat takes a whole number from 1/],
  [['--jobs', '1.5'], /--jobs takes a whole number from 1/],
  [['--roster', '--allow-local', 'x'], /^--roster takes a value: --roster FILE, or .*$/],
  [['--roster'], /^--roster takes a value: --roster FILE, or .*$/],
  [['--wait', '60'], /write --wait=60 for seconds, or :60 for a port/],
]

for (const [args, reason] of refused) {
  test(`${args.join(' ')} is refused with a reason`, () => {
    assert.throws(() => parseFlags(args, {}), { name: 'UsageError', message: reason })
  })
}
