import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import {
  holderInLsof,
  nameInTask,
  pidInNetstat,
  portHolder,
  socketsIn,
} from '../../src/cluster/port-holder.ts'
import { serving } from './serving.ts'
import { freePort } from './wait.ts'

for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
  test(`the process that listens on a port of ${host} is named`, async () => {
    const port = await freePort()
    const server = createServer().listen(port, host)
    await once(server, 'listening')
    const holder = portHolder(port)
    server.close()
    assert.equal(holder?.pid, process.pid)
    assert.match(holder.name, /node/)
  })
}

test('of a server with several processes the one that started the others is named', async () => {
  await serving({ workers: 2 }, async ({ port, pid }) => {
    assert.equal(portHolder(port)?.pid, pid)
  })
})

test('a port that nobody listens on has no holder', async () => {
  assert.equal(portHolder(await freePort()), undefined)
})

/** As Linux prints /proc/net/tcp: the addresses in hexadecimal, the state (0A listens), and the inode in the tenth field. */
const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1 0 100 0 0 10 0
   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12 1 0 100 0 0 10 0
   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 13 1 0 20 4 30 10 -1
   3: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 14 1 0 20 4 30 10 -1
   4: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 15 1 0 100 0 0 10 0
`

test('of the sockets of Linux those are taken that listen on the port', () => {
  assert.deepEqual(socketsIn(table, 8080), ['socket:[12]', 'socket:[15]'])
  assert.deepEqual(socketsIn(table, 80), ['socket:[11]'])
  assert.deepEqual(socketsIn(table, 50_000), [])
})

test('lsof names the first process of several, or none', () => {
  assert.deepEqual(holderInLsof('p4711\ncnode dev\np4712\ncother\n'), { pid: 4711, name: 'node dev' })
  assert.equal(holderInLsof(''), undefined)
})

/** As Windows prints it in German. */
const netstat = `
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1040
  TCP    127.0.0.1:5000         127.0.0.1:50123        HERGESTELLT     4710
  TCP    127.0.0.1:50123        127.0.0.1:5000         HERGESTELLT     4709
  TCP    127.0.0.1:5000         0.0.0.0:0              ABHÖREN         4711
  TCP    [::]:8080              [::]:0                 ABHÖREN         4712
`

test('netstat names who listens, in whatever language', () => {
  assert.equal(pidInNetstat(netstat, 5000), 4711)
  assert.equal(pidInNetstat(netstat, 8080), 4712)
  assert.equal(pidInNetstat(netstat, 500), undefined)
  assert.equal(pidInNetstat(netstat, 50_123), undefined)
})

test('tasklist names the program, or says in its language that there is none', () => {
  assert.equal(nameInTask('"node.exe","4711","Console","1","50,000 K"\r\n'), 'node.exe')
  assert.equal(nameInTask('INFORMATION: Es werden keine Aufgaben ausgeführt.\r\n'), 'a program')
})
