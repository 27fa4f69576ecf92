import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { type Grade, gradeAll } from '../../../client/run/grade.ts'
import { timeLimit } from '../../cluster/faults/pace.ts'
import { freePort } from '../../cluster/wait.ts'
import { type Route, serveLecture } from '../lecture-server.ts'
import { listen } from '../servers.ts'
import { calls, good, grade, verdicts } from './graded.ts'

test('a hundred hosts of which twelve are dead are graded in under 5 seconds, in their order', async t => {
  const hosts = await good(t, 88)
  const dead = await Promise.all(Array.from({ length: 12 }, freePort))
  dead.forEach((port, index) => {
    hosts.splice(index * 8, 0, `127.0.0.1:${port}`)
  })

  // Other programs may have the machine for a while; one run of a few has to show what the client takes by itself.
  const limit = await timeLimit(5000)
  let grades: Grade[] = []
  let quickest = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 5 && quickest >= 5000; attempt += 1) {
    const started = performance.now()
    grades = await grade(hosts)
    quickest = Math.min(quickest, performance.now() - started)
  }
  assert.ok(quickest < (await limit()), `took ${quickest} ms`)
  assert.deepEqual(
    grades.map(({ entry }) => entry.host),
    hosts,
  )
  assert.deepEqual(
    verdicts(grades),
    hosts.map((_, index) => (index % 8 === 0 && index < 96 ? 'unreachable' : 'pass')),
  )
})

test('a host that hangs costs its own time once, and others go on meanwhile', async t => {
  const hanging = `127.0.0.1:${await listen(
    t,
    createServer(() => {}),
  )}`
  const finished: string[] = []
  const entries = [hanging, ...(await good(t, 20))].map(host => ({ host, label: '' }))
  await gradeAll(
    entries,
    { calls, jobs: 2, timeout: 3, wait: undefined },
    { onGrade: ({ entry }) => finished.push(entry.host) },
  )
  assert.equal(finished.at(-1), hanging)
})

function respond(write: (response: ServerResponse) => void): Route {
  return (_request, response) => {
    write(response)
  }
}

// A limit in seconds where nothing else ends the answer; the others have the usual one, which a busy machine keeps.
const hostile: [title: string, route: Route, timeout?: number][] = [
  [
    'a body without end',
    respond(response => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    }),
  ],
  [
    'an answer announced as a gigabyte',
    respond(response => {
      response.setHeader('content-length', 1_000_000_000)
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      }
      response.on('drain', more)
      more()
    }),
  ],
  [
    'a slow drip',
    respond(response => {
      const drip = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
    }),
    5,
  ],
  ['deep nesting', respond(response => response.end('['.repeat(500_000)))],
  ['escape sequences', respond(response => response.end('{"message":"\u001b]0;mine\u0007\u001b[2J"}'))],
]

for (const [title, route, timeout] of hostile) {
  test(`${title} makes that host wrong, and no other`, async t => {
    const [first, last] = (await good(t, 2)) as [string, string]
    const bad = await serveLecture(t, { 'GET /hello/*': route })
    const grades = await grade([first, bad, last], timeout)
    assert.deepEqual(verdicts(grades), ['pass', 'wrong', 'pass'])
    assert.doesNotMatch(grades[1]?.note ?? '', /\n/)
  })
}
