import '../../http/quiet.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { waitUntilThere } from '../../../src/database/wait.ts'
import { newPostgres, newSqlite, withPostgres, withSqlite } from '../new-database.ts'
import { open, openNew } from './open.ts'

/** The URL of DATABASE_URL's server with one part changed. */
function changed(part: Partial<Pick<URL, 'password' | 'pathname' | 'host'>>): string {
  return Object.assign(new URL(newPostgres().environment.DATABASE_URL), part).href
}

function opened(t: TestContext, url: string) {
  const database = open({ DATABASE_URL: url })
  t.after(() => database.destroy())
  return database
}

/** A port before the server of a URL, which counts the calls, and hangs up on so many of them. */
async function doorTo(t: TestContext, url: string, refused: number) {
  const { hostname, port } = new URL(url)
  const sockets: Socket[] = []
  let calls = 0
  const door = createServer(client => {
    sockets.push(client.on('error', () => {}))
    calls += 1
    if (calls <= refused) return client.destroy()
    const server = connect(Number(port || 5432), hostname)
    sockets.push(server.on('error', () => {}))
    client.pipe(server).pipe(client)
  })
  await once(door.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    door.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port: own } = door.address() as AddressInfo
  const through = Object.assign(new URL(url), { host: `127.0.0.1:${own}` }).href
  return { url: through, calls: () => calls }
}

test('a database that is there is not waited for', withSqlite, async t => {
  const { database } = await openNew(t, newSqlite())
  await waitUntilThere(database)
})

test(
  'a PostgreSQL that hangs up on the first calls, as one that starts does, is waited for',
  withPostgres,
  async t => {
    const door = await doorTo(t, changed({}), 3)
    await waitUntilThere(opened(t, door.url))
    assert.ok(door.calls() > 3, `${door.calls()}`)
  },
)

test('no waiting helps against a wrong password, and the message does not have it', withPostgres, async t => {
  const door = await doorTo(t, changed({ password: 'geheim' }), 0)
  await assert.rejects(waitUntilThere(opened(t, door.url)), ({ message }: Error) => {
    assert.match(message, /^The database cannot be used: .*password authentication failed/)
    assert.doesNotMatch(message, /geheim/)
    return true
  })
  assert.equal(door.calls(), 1)
})

test('nor for a database that is not there', withPostgres, async t => {
  const attempt = waitUntilThere(opened(t, changed({ pathname: '/nowhere' })))
  await assert.rejects(attempt, /^Error: The database cannot be used: database "nowhere" does not exist$/)
})

test('nor for a folder that cannot be made, of which the remedy is told', withSqlite, async t => {
  const database = open({ SQLITE_FILE: '/dev/null/app.db' })
  t.after(() => database.destroy())
  await assert.rejects(waitUntilThere(database), /^Error: The database cannot be used: .*\/dev\/null/)
})
