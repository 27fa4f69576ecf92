/** Servers with mistakes are graded by the command line, each over its own socket, and so are right ones in their varieties. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Route, serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'
import { answer } from '../run-lecture.ts'
import { distances } from './wrong-servers/distances.ts'
import { failing } from './wrong-servers/failing.ts'
import { names } from './wrong-servers/names.ts'
import { reached } from './wrong-servers/reached.ts'
import { shapes } from './wrong-servers/shapes.ts'

type Row = { result: string; cells: string[]; note: string }

/** The rows of a roster, as CSV has them, in its order. */
async function graded(hosts: string[]): Promise<{ rows: Row[]; code: number | null }> {
  const { code, stdout } = await runClient(['--roster', '-', '--allow-local', '--csv'], {
    input: hosts.join('\n'),
  })
  const lines = stdout.trimEnd().split('\r\n').slice(1)
  return { rows: lines.map(rowOf), code }
}

function rowOf(line: string): Row {
  const [, result = '', cells = '', note = ''] = /^,[^,]*,(\w+),(\w*,\w*,\w*),(.*?)\r?$/.exec(line) ?? []
  return { result, cells: cells.split(','), note: note.replace(/^"(.*)"$/, '$1').replaceAll('""', '"') }
}

const kinds = [...reached, ...failing, ...shapes, ...distances, ...names]
const endpoints = ['GET /name', 'GET /hello', 'POST /distance']

test('a server with a mistake does not pass, and its note tells which', async t => {
  const hosts = await Promise.all(kinds.map(([, start]) => start(t)))
  const { rows, code } = await graded(hosts)
  assert.equal(code, 1)
  assert.equal(rows.length, kinds.length)
  for (const [index, [kind, , endpoint, cell, note]] of kinds.entries()) {
    await t.test(kind, () => {
      const row = rows[index]
      assert.match(row?.note ?? '', note)
      assert.equal(row?.cells[endpoints.indexOf(endpoint)], cell)
      assert.equal(row?.result, /^(refused|closed|timeout)$/.test(cell) ? 'unreachable' : 'wrong')
    })
  }
})

const html = { 'content-type': 'text/html' }
const jsonAnswer = (status: number, value: unknown): Route =>
  answer(status, { 'content-type': 'application/json' }, JSON.stringify(value))

type Points = { a: [number, number]; b: [number, number] }
const computed = (write: (points: Points, distance: number) => string): Record<string, Route> => ({
  'POST /distance': (_request, response, body) => {
    const points: Points = JSON.parse(body)
    const { a, b } = points
    response.end(write(points, Math.hypot(a[0] - b[0], a[1] - b[1])))
  },
})
const asFloats = (numbers: number[]) => numbers.map(each => each.toFixed(2))

const varieties: [variety: string, routes: Record<string, Route>][] = [
  ['as the assignment has it', {}],
  ['with further fields', { 'GET /name': () => ({ name: 'Ada', born: 1815, at: Math.random() }) }],
  ['in another order of keys', computed(({ a, b }, distance) => JSON.stringify({ b, a, distance }))],
  ['indented', computed((points, distance) => JSON.stringify({ distance, ...points }, null, 4))],
  [
    'with a newline at the end',
    computed((points, distance) => `${JSON.stringify({ distance, ...points })}\r\n`),
  ],
  [
    'off by the last digits',
    computed((points, distance) => JSON.stringify({ distance: distance * (1 + 1e-10), ...points })),
  ],
  [
    'with floats for integers',
    computed(({ a, b }, distance) => `{"distance":${distance},"a":[${asFloats(a)}],"b":[${asFloats(b)}]}`),
  ],
  ...['李小龍', 'Nan Goldin', 'Test', 'ab12', "Miles O'Brien", 'J. R. Null', 'Seymour Namer'].map(
    (name): [string, Record<string, Route>] => [`by ${name}`, { 'GET /name': () => ({ name }) }],
  ),
  ['with a page of its own for what is not there', { 'GET /*': answer(404, html, '<h1>Oops</h1>') }],
  ['with such a page and 200', { 'GET /*': answer(200, html, '<h1>Oops</h1>') }],
  ['with an answer in JSON for what is not there', { 'GET /*': jsonAnswer(404, { error: 'no such page' }) }],
  [
    'with the name of the error in it, and 200',
    { 'GET /*': jsonAnswer(200, { code: 404, name: 'Not Found' }) },
  ],
  ['with no more than a name in it, and 200', { 'GET /*': jsonAnswer(200, { name: 'Not Found' }) }],
  ['that hangs up on what is not there', { 'GET /*': request => void request.socket.destroy() }],
]

test('a right server passes', async t => {
  const { rows, code } = await graded(
    await Promise.all(varieties.map(([, routes]) => serveLecture(t, routes))),
  )
  for (const [index, [variety]] of varieties.entries()) {
    await t.test(variety, () =>
      assert.deepEqual(rows[index], { result: 'pass', cells: ['ok', 'ok', 'ok'], note: '' }),
    )
  }
  assert.equal(code, 0)
})
