import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { follow, type Wire } from '../../../client/requests/wire.ts'
import { serve } from '../servers.ts'
import { closeUnused } from './close-unused.ts'
import { serveTcp } from './strange-servers.ts'

/** What is known of a call to a URL that takes as long as `calling`, and how often a connection closed before it was sent. */
async function followed(url: string, calling: () => Promise<unknown>) {
  let unusedCloses = 0
  const wire: Wire = {
    origin: new URL(url).origin,
    sent: false,
    onUnusedClose: () => {
      unusedCloses += 1
    },
  }
  await follow(wire, calling).catch(() => {})
  return { isSent: () => wire.sent, unusedCloses: () => unusedCloses }
}

const fetched = (url: string) => followed(url, () => fetch(url, { signal: AbortSignal.timeout(500) }))

test('a call that a server takes was sent, whether or not it answers', async t => {
  const answering = await fetched(await serve(t, (_req, res) => res.end()))
  const closing = await fetched(await serveTcp(t, socket => socket.once('data', () => socket.destroy())))
  for (const { isSent, unusedCloses } of [answering, closing]) {
    assert.deepEqual([isSent(), unusedCloses()], [true, 0])
  }
})

test('two calls at a time are followed each by itself', async t => {
  const [taking, silent] = [await serve(t, (_req, res) => res.end()), await serveTcp(t, () => {})]
  const calls = await Promise.all([fetched(taking), fetched(silent.replace('http:', 'https:'))])
  assert.deepEqual(
    calls.map(({ isSent }) => isSent()),
    [true, false],
  )
})

test('a call whose connection is closed before it is sent is told, and no call to another server', async t => {
  const [base, other] = [await serve(t, (_req, res) => res.end()), await serve(t, (_req, res) => res.end())]
  closeUnused(t, base)
  const [closed, waiting] = await Promise.all([fetched(base), followed(other, () => delay(500))])
  assert.equal(closed.isSent(), false)
  assert.ok(closed.unusedCloses() > 0)
  assert.equal(waiting.unusedCloses(), 0)
})

test('a call that is over, or was sent, is told nothing of a connection that closes', async t => {
  const base = await serve(t, (_req, res) => setTimeout(() => res.end(), 200))
  const over = await followed(base, () => Promise.resolve())
  const sent = fetched(base)
  await delay(100)
  closeUnused(t, base)
  await fetched(base)
  assert.deepEqual([over.unusedCloses(), (await sent).unusedCloses()], [0, 0])
})

test('a connection that was used says nothing about a call that waits for one', async t => {
  const base = await serve(t, (_req, res) => res.setHeader('connection', 'close').end())
  const [{ unusedCloses }] = await Promise.all([followed(base, () => delay(300)), fetched(base)])
  assert.equal(unusedCloses(), 0)
})

test('a fetch that nobody follows goes its way', async t => {
  const base = await serve(t, (_req, res) => res.end('ok'))
  assert.equal(await (await fetch(base)).text(), 'ok')
})
