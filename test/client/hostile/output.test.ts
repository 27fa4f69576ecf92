import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { describe, test } from 'node:test'
import { runClient } from '../run-client.ts'
import { listen } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

/** C0 and C1 controls, Unicode's ends of lines and marks of direction. */
const steering = '\u0007\u001b[2J\u0085\u009b2J\u2028\u2029\u202e\u2066\u200f\u061c'
const steers = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

const name = `a${steering}b`
const operation = {
  summary: name,
  operationId: name,
  tags: [name],
  parameters: [{ name, in: 'query', required: true, example: name }],
  security: [{ [name]: [] }],
  responses: {
    200: {
      description: name,
      headers: { [name]: { required: true } },
      content: { 'application/json': { schema: { required: [name] } } },
    },
  },
}
const document = JSON.stringify({
  openapi: '3.1.0',
  info: { title: name, version: name },
  paths: { [`/${name}`]: { get: operation }, '/plain': { get: { ...operation, security: [] } } },
})

/** A server of raw HTTP, whose every answer but the document steers a terminal wherever it can. */
async function serveSteering(t: Parameters<typeof listen>[0]): Promise<string> {
  const server = createServer(socket =>
    socket
      .on('error', () => {})
      .on('data', chunk => {
        const isDocument = String(chunk).startsWith('GET /openapi.json ')
        const body = isDocument ? document : JSON.stringify({ error: name }).replace('b', `${steering}<u>`)
        const status = isDocument ? '200 OK' : '422 \u009b2J\u202e no'
        const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nX-Served-By: \u009b2J\u0085\r\nConnection: close`
        socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      }),
  )
  return `127.0.0.1:${await listen(t, server)}`
}

describe('characters that steer a terminal', { concurrency: 2 }, () => {
  for (const flags of [
    [],
    ['--verbose'],
    ['--json'],
    ['--list'],
    ['--list', '--json'],
    ['--only', steering],
    ['--repeat', '2'],
    ['--verbose', '--json'],
  ])
    test(`of a document and of answers, none arrives with ${JSON.stringify(flags.join(' '))}`, async t => {
      const { stdout, stderr } = await runClient([await serveSteering(t), ...flags])
      assert.ok(stdout.length + stderr.length > 20)
      assert.doesNotMatch(stdout + stderr, steers)
    })

  for (const flags of [[], ['--csv'], ['--csv', '--bom'], ['--json']])
    test(`of a roster and a contract, none arrives with ${JSON.stringify(flags.join(' '))}`, async t => {
      const contract = await temporaryFile(
        t,
        'calls.json',
        JSON.stringify([{ name, method: 'GET', path: '/plain' }]),
      )
      const host = await serveSteering(t)
      const input = `name${steering},server\n${name},${host}\n${name},h${steering}:5000x\n`
      const { stdout, stderr } = await runClient(
        ['--roster', '-', '--allow-local', '--contract', contract, ...flags],
        { input },
      )
      assert.match(stdout, /127/)
      assert.doesNotMatch((stdout + stderr).replaceAll('\r\n', '\n'), steers)
    })

  test('of a roster, a contract and answers, none arrives in a page', async t => {
    const roster = await temporaryFile(
      t,
      `teams\u009b2J\u202e.csv`,
      `name${steering},server\n${name},${await serveSteering(t)}\n${name},h${steering}:5000x\n`,
    )
    const calls = [{ name, method: 'GET', path: '/plain', expect: { value: { [name]: name } } }]
    const contract = await temporaryFile(t, `calls\u009b2J\u202e.json`, JSON.stringify(calls))
    const page = await temporaryFile(t, 'page.html', '')
    await runClient(['--roster', roster, '--allow-local', '--contract', contract, '--html', page])
    const source = await readFile(page, 'utf8')
    assert.match(source, /422.*a\\u0007/s)
    assert.doesNotMatch(source, steers)
    assert.doesNotMatch(source, /<u>/)
  })

  test('of what the command line names, none arrives in an error', async () => {
    for (const flags of [
      [`x${steering}:y`],
      ['--spec', name],
      ['--roster', name],
      [`--${name}`],
      ['--timeout', name],
    ]) {
      const { code, stdout, stderr } = await runClient(flags)
      assert.equal(code, 2)
      assert.doesNotMatch(stdout + stderr, steers)
    }
  })
})
