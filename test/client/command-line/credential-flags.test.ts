import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFlags } from '../../../client/command-line/parse-flags.ts'
import { temporaryFile } from '../temporary-file.ts'

test('--bearer takes a token, or the file that has it', async t => {
  assert.equal(parseFlags(['--bearer', 'abc.def'], {}).bearer, 'abc.def')
  const file = await temporaryFile(t, 'token', 'from-file\n')
  assert.equal(parseFlags(['--bearer', `@${file}`], {}).bearer, 'from-file')
})

test('CLIENT_TOKEN is a token unless a flag says who calls', () => {
  const environment = { CLIENT_TOKEN: 'from-environment' }
  assert.equal(parseFlags([], environment).bearer, 'from-environment')
  assert.equal(parseFlags([], { CLIENT_TOKEN: '' }).bearer, undefined)
  assert.equal(parseFlags(['--bearer', 'typed'], environment).bearer, 'typed')
  assert.equal(parseFlags(['--user', 'ada:pass'], environment).bearer, undefined)
  assert.equal(parseFlags(['--header', 'Authorization: Token t'], environment).bearer, undefined)
  assert.equal(parseFlags(['--header', 'X-Key: t'], environment).bearer, 'from-environment')
})

test('--user takes a name and a password, which may have colons', () => {
  assert.deepEqual(parseFlags(['--user', 'ada:a:b'], {}).user, ['ada', 'a:b'])
})

test('--header may be given more than once', () => {
  assert.deepEqual(parseFlags(['--header', 'X-Key:k1', '--header', 'Accept:  text/plain '], {}).header, [
    ['X-Key', 'k1'],
    ['Accept', 'text/plain'],
  ])
})

test('--api-key takes a name and a value, which may have equals signs', () => {
  assert.deepEqual(parseFlags(['--api-key', 'X-Key=k==', '--api-key', 'q=a b'], {}).apiKey, [
    ['X-Key', 'k=='],
    ['q', 'a b'],
  ])
})

const refused: [args: string[], reason: RegExp, environment?: Record<string, string>][] = [
  [['--bearer', 'hush\nhush'], /--bearer takes the token alone/],
  [['--bearer', 'Bearer hush'], /--bearer takes the token alone/],
  [['--bearer', 'hush\u2713'], /--bearer takes the token alone/],
  [['--bearer', ''], /--bearer takes the token alone/],
  [['--bearer', '@/hush/hush'], /--bearer cannot read the file behind the @ \(ENOENT\)/],
  [['--api-key', 'hush'], /--api-key takes NAME=VALUE/],
  [['--api-key', 'hush='], /--api-key takes NAME=VALUE/],
  [['--api-key', 'hush=\u2713'], /--api-key takes NAME=VALUE/],
  [['--user', 'hush'], /--user takes NAME:PASSWORD/],
  [['--user', 'hush:hu\nsh'], /--user takes NAME:PASSWORD/],
  [['--header', 'hush'], /--header takes 'Name: value'/],
  [['--header', 'X-Key:'], /--header takes 'Name: value'/],
  [['--header', 'X-Key: hush\r\nX: y'], /--header takes 'Name: value'/],
  [['--header', 'X-Key: hush\u2713'], /--header takes 'Name: value'/],
  [['--header', 'X Key: hush'], /--header takes 'Name: value'/],
  [['--header', 'Host: hush'], /--header cannot set Host/],
  [['--bearer=hush', '--user=hush:hush'], /--bearer and --user both say who calls/],
  [['--bearer=hush', 'ada:hush@vcm-1'], /--bearer and user:password@ in front of a host/],
  [['--user=ada:hush', 'ada:hush@vcm-1'], /--user and user:password@/],
  [['--bearer=hush', '--header=authorization: hush'], /--bearer and --header Authorization/],
  [['--baerer=hush'], /Unknown option '--baerer'/],
  [['--bearer', '-hush'], /--bearer takes a value: .* if it begins with a dash/],
  [[], /CLIENT_TOKEN takes the token alone/, { CLIENT_TOKEN: 'hush hush' }],
]

for (const [args, reason, environment = {}] of refused) {
  test(`${JSON.stringify(args)} is refused with a reason, which does not show the secret`, () => {
    assert.throws(
      () => parseFlags(args, environment),
      ({ name, message }: Error) => {
        assert.equal(name, 'UsageError')
        assert.match(message, reason)
        assert.doesNotMatch(message, /hush/)
        return true
      },
    )
  })
}
