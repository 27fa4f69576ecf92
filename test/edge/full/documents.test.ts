/**
 * What the client makes of 20,000 documents that other people may publish, half of them valid: the run goes on, nothing goes to
 * another machine, and nothing steers the terminal. SEED repeats a run, DOCUMENT one document of it, and COUNT makes it shorter.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { everything } from '../../client/hostile/document.ts'
import { mutated, randomNumbers, retold } from '../../client/hostile/mutations.ts'
import { hostileTexts } from '../../client/hostile/texts.ts'
import { runClient } from '../../client/run-client.ts'

const count = Number(process.env.COUNT ?? 20_000)
/** Documents of one run of the client. */
const batch = 250
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
const flags = [[], ['--verbose'], ['--json'], ['--json', '--verbose']]
const token = 'sesame-open-7f3a'

/** Controls but for newline and tab, Unicode's ends of lines and marks of direction. */
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/
const stack = /^\s+at .*:\d+:\d+\)?$/m

/** What came to the machine that nobody has named: the requests, and connections in which there was none. */
const arrived: string[] = []
const other = createServer((request, response) => {
  arrived.push(`${request.method} ${request.url}`)
  response.end()
}).on('connection', () => arrived.push('a connection'))
let elsewhere = ''

before(async () => {
  elsewhere = await listening(other)
})
after(() => close(other))

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function close(server: Server): void {
  server.close()
  server.closeAllConnections()
}

/** Those of even numbers are valid. */
function documentOf(number: number): string {
  const random = randomNumbers(seed + number)
  const made = { count: 1 + Math.floor(random() * 6), texts: hostileTexts(elsewhere, String(number)) }
  return (number % 2 === 0 ? retold : mutated)(everything, random, made)
}

const bodies = [
  '{"name":"a","id":1,"made":"x","at":{"x":"1"},"constructor":3}',
  '[{"name":"a","made":"q","at":{"x":1}},{"__proto__":{"name":1}}]',
  '{"detail":[{"loc":[{"toString":1},"a"],"msg":"no\\u009b2J\\u202e"}]}',
  '{"id":"//127.0.0.1:1/\\u001b[2J"}',
  'a\u001b[2J\u009b2J\u202e',
]

/** What a server answers whose document has this number: the document, or something that may lead elsewhere as well. */
function answer(number: number, url: string, response: ServerResponse): void {
  if (url.endsWith('/openapi.json')) return void response.end(documentOf(number))
  const random = randomNumbers(seed + number + url.length * 7919)
  const pick = <Item>(items: Item[]) => items[Math.floor(random() * items.length)] as Item
  const texts = hostileTexts(elsewhere, String(number)).filter(text => /^[\x20-\x7e]+$/.test(text))
  response.statusCode = pick([200, 200, 200, 201, 201, 302, 307, 401, 404, 422, 500])
  response.setHeader(
    'content-type',
    pick(['application/json', 'application/json', 'text/html', 'text/event-stream']),
  )
  if (response.statusCode < 400) response.setHeader('location', pick(texts))
  response.setHeader('link', `<${pick(texts)}>; rel="service-desc"`)
  response.setHeader('x-served-by', '\u009b2J\u0085')
  response.end(pick(bodies))
}

type Run = { hosts: string[]; numbers: number[] } & Awaited<ReturnType<typeof runClient>>

/** One run of the client for some documents. Each is at a server of its own, two of three without a path: behind a host, more can be added to it. */
async function runWith(numbers: number[], flags: string[]): Promise<Run> {
  const servers = numbers.map(number =>
    createServer(({ url = '' }, response) => answer(number, url, response)),
  )
  const origins = await Promise.all(servers.map(listening))
  const hosts = origins.map((origin, index) => ((numbers[index] ?? 0) % 3 === 0 ? `${origin}/api` : origin))
  const ran = await runClient([...hosts.flatMap(host => ['--host', host]), '--bearer', token, ...flags])
  servers.forEach(close)
  return { hosts, numbers, ...ran }
}

function check({ hosts, numbers, code, stdout, stderr }: Run): void {
  // Hosts come one after another: what is behind the last one that is named is about it or the next one.
  const documentAt = (output: string, index: number) => {
    const last = hosts.findLastIndex(host => output.slice(0, index).includes(`http://${host}`))
    return `SEED=${seed} DOCUMENT=${numbers[Math.max(last, 0)]} or the next`
  }
  for (const output of [stdout, stderr])
    for (const unwanted of [steering, stack]) {
      const at = output.search(unwanted)
      const part = JSON.stringify(output.slice(Math.max(at - 200, 0), at + 600))
      assert.equal(at, -1, `${documentAt(stdout, output === stdout ? at + 1 : stdout.length)}: ${part}`)
    }
  const left = hosts.findIndex(host => !stdout.includes(`http://${host}`))
  assert.equal(
    left,
    -1,
    `nothing is said of SEED=${seed} DOCUMENT=${numbers[left]}; ${stderr.slice(0, 2000)}`,
  )
  assert.ok(
    [0, 1, 3].includes(code ?? -1),
    `exit code ${code}, SEED=${seed} DOCUMENT=${numbers[0]} to ${numbers.at(-1)}: ${stderr}`,
  )
  assert.ok(
    !stdout.includes(token),
    `SEED=${seed} DOCUMENT=${numbers[0]} to ${numbers.at(-1)}: the token is printed`,
  )
  assert.deepEqual(arrived, [], `SEED=${seed}, and the number of the document ends the path`)
}

test(`${count.toLocaleString('en')} documents lead nowhere else, end no run and steer no terminal`, async t => {
  t.diagnostic(`SEED=${seed}`)
  const only = process.env.DOCUMENT
  const numbers = only === undefined ? Array.from({ length: count }, (_, index) => index) : [Number(only)]
  const batches = Array.from({ length: Math.ceil(numbers.length / batch) }, (_, index) =>
    numbers.slice(index * batch, (index + 1) * batch),
  ).entries()
  // Two at a time: the servers here take little.
  const lane = async () => {
    for (const [index, numbers] of batches) check(await runWith(numbers, flags[index % flags.length] ?? []))
  }
  await Promise.all([lane(), lane()])
})

test('every second document is valid', async () => {
  const validator = new Validator()
  for (let number = 0; number < 200; number += 2) {
    const { valid, errors } = await validator.validate(JSON.parse(documentOf(number)))
    assert.ok(valid, `SEED=${seed} DOCUMENT=${number}: ${JSON.stringify(errors)}`)
  }
})
