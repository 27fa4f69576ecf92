import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getKeepAlive } from '../keep-alive.ts'
import { serving } from '../serving.ts'
import { lowLimits } from './low-limits.ts'

test('requests over the limits are refused: 414 for the line, 431 for the fields and the whole header', async () => {
  await serving({ flags: lowLimits }, async ({ port }) => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`x-${i}`, 'y']))
    assert.equal((await getKeepAlive(port, `/${'a'.repeat(86)}`)).statusCode, 200)
    assert.equal((await getKeepAlive(port, `/${'a'.repeat(87)}`)).statusCode, 414)
    assert.equal((await getKeepAlive(port, '/', fields(3))).statusCode, 200)
    assert.equal((await getKeepAlive(port, '/', fields(4))).statusCode, 431)
    assert.equal((await getKeepAlive(port, '/', { x: 'y'.repeat(2000) })).statusCode, 431)
  })
})
