/** Who called, as the service sees it behind each proxy, whatever the caller says of itself. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent } from 'node:https'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { connect as tls } from 'node:tls'
import { get } from '../../cluster/faults/load.ts'
import { startBehind } from './behind.ts'
import { proxies } from './proxies.ts'
import { missing, name, type Running, startProxy } from './start.ts'

/** An address of this machine that the server does not trust, as the proxies' 127.0.0.1 is. */
const localAddress = '127.0.0.2'
const truth = { ip: localAddress, protocol: 'https', host: name }

const server = await startBehind()
after(() => server.stop())

for (const proxy of proxies)
  describe(`behind ${proxy.name}, the service sees who calls`, { skip: missing(proxy) }, () => {
    let running: Running
    before(async () => {
      running = await startProxy(proxy, { server: server.port })
    })
    after(() => running?.stop())

    async function seen(more: Record<string, string | string[]>) {
      const headers = { ...running.target.headers, ...more }
      const agent = new Agent({ localAddress })
      const { body, status } = await get({ ...running.target, path: '/caller', headers, agent })
      return status === 400 ? 'refused' : JSON.parse(body)
    }

    test('where the caller says nothing', async () => {
      assert.deepEqual(await seen({}), truth)
    })

    test('where the caller claims to be another, elsewhere', async () => {
      const forged = {
        'x-forwarded-for': '203.0.113.6',
        'x-forwarded-proto': 'ftp',
        'x-forwarded-host': 'evil.example',
      }
      assert.deepEqual(await seen(forged), truth)
    })

    test('where the caller claims it twice, and to have come by the proxy', async () => {
      const forged = {
        'x-forwarded-for': ['203.0.113.6', '203.0.113.7, 127.0.0.1'],
        'x-forwarded-proto': ['ftp', 'http'],
        'x-forwarded-host': ['evil.example', 'worse.example'],
      }
      assert.deepEqual(await seen(forged), truth)
    })

    test('where the caller has the headers struck off, as those of one connection', async () => {
      const names = 'close, X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host'
      for (const header of ['connection', 'proxy-connection']) {
        const answer = await seen({ [header]: names })
        if (answer !== 'refused') assert.deepEqual(answer, truth, header)
      }
    })

    test('in a request that follows one of a rare method on the same connection', async () => {
      const { port, ca = '' } = running.target
      const wire = connect({ port, host: '127.0.0.1', localAddress })
      const socket = tls({ socket: wire, ca, servername: name })
      await once(socket, 'secureConnect')
      const first = `PROPFIND /caller HTTP/1.1\r\nHost: ${name}\r\n\r\n`
      const forged = 'X-Forwarded-For: 203.0.113.6\r\nX-Forwarded-Host: evil.example\r\n'
      socket.write(`${first}GET /caller HTTP/1.1\r\nHost: ${name}\r\n${forged}Connection: close\r\n\r\n`)
      const answers = await text(socket)
      assert.match(answers, /^HTTP\/1.1 40[0-9] /)
      assert.doesNotMatch(answers, /203\.0\.113\.6|evil\.example/)
    })
  })
