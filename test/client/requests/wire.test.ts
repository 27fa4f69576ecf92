import assert from 'node:assert/strict'
import { test } from 'node:test'
import { follow, type Wire } from '../../../client/requests/wire.ts'
import { serve } from '../servers.ts'
import { serveTcp } from './strange-servers.ts'

/** A fetch that is followed: whether it was sent, and how often a connection closed before it was. */
async function followed(url: string): Promise<{ sent: boolean; unusedCloses: number }> {
  let unusedCloses = 0
  const ended = AbortSignal.timeout(1000)
  const wire: Wire = {
    origin: new URL(url).origin,
    sent: false,
    onUnusedClose: () => {
      unusedCloses += 1
    },
  }
  await follow(wire, () => fetch(url, { signal: ended })).catch(() => {})
  return { sent: wire.sent, unusedCloses }
}

test('a call that a server takes was sent, whether or not it answers', async t => {
  const base = await serve(t, (_req, res) => res.end())
  assert.deepEqual(await followed(base), { sent: true, unusedCloses: 0 })
  const closing = await serveTcp(t, socket => socket.once('data', () => socket.destroy()))
  assert.deepEqual(await followed(closing), { sent: true, unusedCloses: 0 })
})

test('a fetch that nobody follows goes its way', async t => {
  const base = await serve(t, (_req, res) => res.end('ok'))
  assert.equal(await (await fetch(base)).text(), 'ok')
})

test('two calls at a time are followed each by itself', async t => {
  const [taking, silent] = [await serve(t, (_req, res) => res.end()), await serveTcp(t, () => {})]
  const calls = await Promise.all([followed(taking), followed(silent.replace('http:', 'https:'))])
  assert.deepEqual(
    calls.map(({ sent }) => sent),
    [true, false],
  )
})
