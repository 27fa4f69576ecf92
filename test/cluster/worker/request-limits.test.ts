import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getKeepAlive } from '../keep-alive.ts'
import { serving } from '../serving.ts'
import { lowLimits } from './low-limits.ts'

/** A request that is refused with this status, and whose connection ends. */
async function refused(status: number, ...call: Parameters<typeof getKeepAlive>): Promise<void> {
  const { statusCode, headers } = await getKeepAlive(...call)
  assert.deepEqual([statusCode, headers.connection], [status, 'close'])
}

test('requests over the limits are refused: 414 for the line, 431 for the fields and the whole header', async () => {
  await serving({ flags: lowLimits }, async ({ port }) => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`x-${i}`, 'y']))
    assert.equal((await getKeepAlive(port, `/${'a'.repeat(86)}`)).statusCode, 200)
    await refused(414, port, `/${'a'.repeat(87)}`)
    assert.equal((await getKeepAlive(port, '/', fields(3))).statusCode, 200)
    await refused(431, port, '/', fields(4))
    await refused(431, port, '/', { x: 'y'.repeat(2000) })
  })
})
