import assert from 'node:assert/strict'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'

test('the log says what gunicorn says, in the order in which it happens', async () => {
  await serving({}, async server => {
    const phrases = server.log.map(({ msg }) => msg.replaceAll(/\d+/g, 'N'))
    assert.match(phrases[0] ?? '', /^Starting .*app\.js \(Node N\.N\.N\)$/)
    assert.ok(phrases.includes('Booting worker with pid: N'))
    assert.equal(phrases.at(-1), 'Listening at: http://N.N.N.N:N (N)')
  })
})

test('port 0 is a free port, which the log shows', async () => {
  await serving({ bind: ['127.0.0.1:0'] }, async server => {
    const { msg } = await server.logged(/^Listening at/)
    const port = Number(/:(\d+) /.exec(msg)?.[1])
    assert.equal((await get({ port })).status, 200)
  })
})

test('a socket file is removed when the server ends', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'unix-')), 'api.sock')
  await serving({ bind: [`unix:${path}`] }, async server => {
    assert.equal((await get({ port: 0, socketPath: path })).status, 200)
    server.signal('SIGTERM')
    await server.exited
    assert.equal(existsSync(path), false)
  })
})
