import assert from 'node:assert/strict'
import { test } from 'node:test'
import { automaticWorkers } from '../../../src/cluster/container-limits.ts'
import {
  addresses,
  hostNames,
  integer,
  logLevel,
  longName,
  privateAddress,
  seconds,
  text,
  toggle,
  workers,
} from '../../../src/cluster/settings/flag-types.ts'

type Taken = [given: string, value: unknown]

const types: [what: string, parse: (given: string) => unknown, taken: Taken[], refused: string[]][] = [
  [
    'a whole number from 1',
    integer(1),
    [
      ['1', 1],
      ['123456789', 123_456_789],
    ],
    ['', '0', '-1', '1.5', 'x1', '1x', '1234567890'],
  ],
  [
    'seconds',
    seconds,
    [
      ['0', 0],
      ['30', 30_000],
      ['0.25', 250],
    ],
    ['', '-1', '.5', '1.', '1s', '1.5s', 'in 5', '1234567'],
  ],
  [
    'a switch',
    toggle,
    [
      ...['1', 'true', 'yes', 'on'].map((given): Taken => [given, true]),
      ...['0', 'false', 'no', 'off'].map((given): Taken => [given, false]),
    ],
    ['', 'maybe'],
  ],
  [
    'a number of workers',
    workers,
    [
      ['3', 3],
      ['auto', automaticWorkers()],
    ],
    ['0', 'all'],
  ],
  [
    'addresses',
    addresses,
    [
      [
        ':1,:2',
        [
          { host: '0.0.0.0', port: 1 },
          { host: '0.0.0.0', port: 2 },
        ],
      ],
    ],
    ['', ':1,'],
  ],
  [
    'an address that only this machine reaches',
    privateAddress,
    [
      ['', undefined],
      [':1', { host: '127.0.0.1', port: 1 }],
      ['0.0.0.0:1', { host: '0.0.0.0', port: 1 }],
    ],
    ['x:y'],
  ],
  [
    'names of hosts',
    hostNames,
    [
      ['', []],
      ['VM-1.example.org,', ['vm-1.example.org']],
      ['a,10.0.0.1', ['a', '10.0.0.1']],
      ['::1,[FD00::0]', ['[::1]', '[fd00::]']],
    ],
    ['a b', 'a/b', '/b', 'a:80', 'http://a', '[a]', '[::1]:80', 'x[::1]', '1.2.3.256'],
  ],
  [
    'a level of the log',
    logLevel,
    [
      ...['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].map((given): Taken => [given, given]),
      ['Warning', 'warn'],
      ['critical', 'fatal'],
    ],
    ['', 'loud', 'constructor'],
  ],
]
for (const [what, parse, taken, refused] of types) {
  test(`a flag that takes ${what} reads it`, () => {
    for (const [given, value] of taken) assert.deepEqual(parse(given), value, given)
  })

  test(`a flag that takes ${what} refuses all else, and says what it takes`, () => {
    for (const given of refused) assert.throws(() => parse(given), /^Error: takes /, given)
  })
}

test('a level of the log that there is not is refused with those that there are', () => {
  assert.throws(() => logLevel('loud'), /^Error: takes one of trace, debug, .*, silent$/)
})

test('a text is taken as it is', () => {
  assert.equal(text(' a, b '), ' a, b ')
})

test('a flag is named as its key is, with hyphens, unless it has a name of its own', () => {
  assert.equal(longName('maxRequestsJitter'), 'max-requests-jitter')
  assert.equal(longName('maxRequests', { long: 'most' }), 'most')
})
