import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitLine } from '../../src/log/line.ts'

test('a short line is left as it is', () => {
  const line = '{"msg":"ok"}\n'
  assert.equal(fitLine(line), line)
})

test('a long line is cut below 4,096 bytes and still parses', () => {
  const line = `${JSON.stringify({ level: 'error', msg: 'x', err: { stack: '\u0000é\n'.repeat(5000) } })}\n`
  const fitted = fitLine(line)
  assert.ok(Buffer.byteLength(fitted) < 4096)
  assert.equal(JSON.parse(fitted).level, 'error')
})

test('an error with very large fields keeps its id, its message and the top of its stack', () => {
  const rows = Array.from({ length: 5000 }, (_, i) => i)
  const err = { type: 'Error', message: 'full', stack: 'Error: full\n    at here', rows, index: { ...rows } }
  const fitted = fitLine(`${JSON.stringify({ level: 'error', id: '7', err })}\n`)
  assert.ok(Buffer.byteLength(fitted) < 4096)
  const entry = JSON.parse(fitted)
  assert.deepEqual([entry.id, entry.err.message, entry.err.stack], ['7', 'full', err.stack])
})

test('a line of very many fields gives way to a warning', () => {
  const line = `${JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key${i}`, i])))}\n`
  assert.match(fitLine(line), /too many fields/)
})
