import assert from 'node:assert/strict'
import { createServer as createHttpServer } from 'node:http'
import { describe, test } from 'node:test'
import { freePort } from '../../cluster/wait.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'

describe('waiting for a server', { concurrency: 3 }, () => {
  test('--wait waits for a server that starts late', async t => {
    const port = await freePort()
    const late = createHttpServer(({ url }, response) =>
      response.writeHead(url === '/name' ? 200 : 404).end('{"name":"Ada"}'),
    )
    setTimeout(() => late.listen(port, '127.0.0.1'), 1500)
    t.after(() => late.close().closeAllConnections())
    const { code, stdout } = await runClient(['--wait', `127.0.0.1:${port}`, '--only', '/name'])
    assert.equal(code, 0, stdout)
  })

  test('--wait takes 503 for not yet ready, and any other answer for ready', async t => {
    let asked = 0
    const host = await serve(t, (_request, response) => {
      asked += 1
      response.writeHead(asked < 3 ? 503 : 404).end()
    })
    const { code } = await runClient([host, '--wait', '--only', 'distance'])
    assert.equal(code, 1)
    assert.ok(asked > 3)
  })

  test('--wait gives up when its time is over', async () => {
    const { code, stdout } = await runClient([`127.0.0.1:${await freePort()}`, '--wait=0.5'])
    assert.equal(code, 3)
    assert.match(stdout, /connection refused/)
  })
})
