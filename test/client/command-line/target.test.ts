import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTarget } from '../../../client/command-line/target.ts'

const readAs: [typed: string, baseUrl: string][] = [
  ['', 'http://127.0.0.1:5000'],
  ['vcm-3461', 'http://vcm-3461:5000'],
  ['vcm-3461:8080', 'http://vcm-3461:8080'],
  ['vcm-3461.vm.duke.edu', 'http://vcm-3461.vm.duke.edu:5000'],
  [':8000', 'http://localhost:8000'],
  ['8000', 'http://localhost:8000'],
  ['localhost:5000', 'http://localhost:5000'],
  ['://vcm-3461', 'http://vcm-3461:5000'],
  ['http://vcm-3461', 'http://vcm-3461'],
  ['HTTP://vcm-3461:5000', 'http://vcm-3461:5000'],
  ['https://vcm-3461:8443', 'https://vcm-3461:8443'],
  ['vcm-3461:443', 'https://vcm-3461'],
  ['http://vcm-3461:443', 'http://vcm-3461:443'],
  ['::1', 'http://[::1]:5000'],
  ['[::1]:8000', 'http://[::1]:8000'],
  ['192.0.2.7', 'http://192.0.2.7:5000'],
  ['vcm-3461:5000/api/v1/', 'http://vcm-3461:5000/api/v1'],
  [' "http://vcm-3461:5000/" ', 'http://vcm-3461:5000'],
  ['<vcm-3461:5000>', 'http://vcm-3461:5000'],
  ['0.0.0.0:5000', 'http://127.0.0.1:5000'],
  ['[::]:5000', 'http://[::1]:5000'],
  ['http:/vcm-3461:5000', 'http://vcm-3461:5000'],
  ['http//vcm-3461:5000', 'http://vcm-3461:5000'],
  ['https:///vcm-3461', 'https://vcm-3461'],
  ['http:\\\\vcm-3461', 'http://vcm-3461'],
  ['http;//vcm-3461', 'http://vcm-3461'],
  ['//vcm-3461:81', 'http://vcm-3461:81'],
  ['http://http://vcm-3461:5000', 'http://vcm-3461:5000'],
  ['http://https//vcm-3461', 'https://vcm-3461'],
  ['http:8000', 'http://http:8000'],
  ['http://http', 'http://http'],
]

for (const [typed, baseUrl] of readAs) {
  test(`${JSON.stringify(typed)} is read as ${baseUrl}`, () => {
    assert.equal(parseTarget(typed).baseUrl, baseUrl)
  })
}

test('an address to listen on is called as loopback, with a note', () => {
  assert.deepEqual(parseTarget('0.0.0.0').notes, [
    '0.0.0.0 is an address to listen on, not to call: calling 127.0.0.1',
  ])
})

test('slashes that were read as they are meant are told', () => {
  assert.deepEqual(parseTarget('http:/vcm-1:81/').notes, ['read http:/vcm-1:81/ as http://vcm-1:81'])
  assert.deepEqual(parseTarget('http://vcm-1:81/').notes, [])
})

test('user and password become credentials and leave the address', () => {
  const { baseUrl, auth } = parseTarget('ada:l%40velace@vcm-3461:5000')
  assert.deepEqual({ baseUrl, auth }, { baseUrl: 'http://vcm-3461:5000', auth: ['ada', 'l@velace'] })
})

const refused: [typed: string, reason: RegExp][] = [
  ['ftp://vcm-3461', /ftp:\/\/ is not an address of a web server/],
  ['vcm-3461/name:5000', /the port goes right after the host name/],
  ['/vcm-3461:5000', /leave out the slash before the host name/],
  ['#REF!', /#REF! is an error of the spreadsheet: mend its formula/],
  ['vcm-3461:abc', /must be a number from 1 to 65535/],
  ['vcm-3461:70000', /must be a number from 1 to 65535/],
  ['0', /must be a number from 1 to 65535/],
  ['my server', /is not a host name/],
  ['vcm-3461/name?x=1', /leave out what follows the path/],
]

for (const [typed, reason] of refused) {
  test(`${JSON.stringify(typed)} is refused with a reason`, () => {
    assert.throws(() => parseTarget(typed), { name: 'UsageError', message: reason })
  })
}
