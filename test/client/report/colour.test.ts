import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paintFor } from '../../../client/report/colour.ts'

for (const [isTTY, environment, isColoured] of [
  [true, {}, true],
  [undefined, {}, false],
  [true, { TERM: 'dumb' }, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
  [false, { FORCE_COLOR: '' }, false],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { FORCE_COLOR: 'false' }, false],
] as const) {
  const where = `${isTTY ? 'a' : 'no'} terminal with ${JSON.stringify(environment)}`
  test(`${where} gets ${isColoured ? 'colours' : 'none'}`, () => {
    const stream = isTTY === undefined ? {} : { isTTY }
    assert.equal(paintFor(stream, environment)('red', 'x'), isColoured ? '\u001b[31mx\u001b[39m' : 'x')
  })
}
