import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../server.ts'
import { eventually } from '../wait.ts'
import { fixture } from './ours.ts'

test('T24 logs: four workers that log 400 lines of 3 KB at once garble none, and cut longer ones below 4,096 bytes', async t => {
  const server = await startServer({ app: fixture('chatty'), env: { LOG_AT: String(Date.now() + 3000) } })
  try {
    const chat = () => server.log.filter(({ msg }) => msg === 'chat')
    await eventually(() => chat().length + server.garbled.length >= 1600, 20)
    const lines = chat().map(({ pid, line }) => `${pid} ${line}`)
    const longest = Math.max(...server.log.map(line => Buffer.byteLength(JSON.stringify(line))))

    t.diagnostic(
      `T24 logs: ${lines.length} lines, ${server.garbled.length} garbled, the longest of ${longest} bytes`,
    )
    assert.deepEqual(server.garbled, [])
    assert.equal(new Set(lines).size, 1600)
    assert.ok(longest + '\n'.length < 4096, `a line of ${longest} bytes`)
  } finally {
    await server.stop()
  }
})
