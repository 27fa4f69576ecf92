/** What a handler learns when its caller hangs up. */
import './quiet.ts'
import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { bearer } from '../../src/http/guard.ts'
import { route } from '../../src/http/route.ts'
import { answersNothing, appOf } from './app-of.ts'
import { requestBytes, serve } from './socket.ts'

const events = new EventEmitter()
const server = await serve(
  appOf({
    wait: route('GET /wait', {
      ...answersNothing,
      handler: async ({ signal }) => {
        events.emit('waiting')
        await once(signal, 'abort')
        events.emit('aborted')
        return {}
      },
    }),
    late: route('GET /late', {
      ...answersNothing,
      handler: async context => {
        events.emit('waiting')
        await once(events, 'hung up')
        events.emit('asked', context.signal.aborted)
        return {}
      },
    }),
    keep: route('GET /keep', {
      ...answersNothing,
      handler: ({ signal }) => {
        events.emit('kept', signal)
        return {}
      },
    }),
    guarded: route('GET /guarded', {
      ...answersNothing,
      guard: bearer(async (_token, { signal }) => {
        events.emit('waiting')
        await once(signal, 'abort')
        events.emit('aborted')
        return {}
      }),
      handler: () => ({}),
    }),
    logging: route('GET /logging', {
      ...answersNothing,
      handler: ({ log }) => {
        events.emit('logging', log.bindings())
        return {}
      },
    }),
    twice: route('GET /twice', {
      ...answersNothing,
      handler: context => {
        assert.equal(context.signal, context.signal)
        return {}
      },
    }),
  }),
)
after(server.close)
const limit = { timeout: 30_000 }

/** Sends a request, and hangs up as soon as its handler runs. */
async function hangUp(path: string): Promise<void> {
  const socket = connect(server.port, '127.0.0.1')
  const waiting = once(events, 'waiting')
  socket.write(requestBytes('GET', path, { Authorization: 'Bearer x' }))
  await waiting
  socket.destroy()
}

test('the signal aborts when the caller hangs up', limit, async () => {
  const aborted = once(events, 'aborted')
  await hangUp('/wait')
  await aborted
})

test('a signal that is asked for after that has aborted already', limit, async () => {
  const asked = once(events, 'asked')
  const closed = new Promise<void>(resolve => {
    server.onRequest(res => res.once('close', resolve))
  })
  await hangUp('/late')
  await closed
  events.emit('hung up')
  assert.deepEqual(await asked, [true])
})

test('the signal does not abort when the answer has gone out', limit, async () => {
  const kept = once(events, 'kept')
  await (await fetch(`${server.origin}/keep`)).text()
  const [signal] = await kept
  assert.equal(signal.aborted, false)
})

test('a handler that asks twice gets one signal', limit, async () => {
  assert.equal((await fetch(`${server.origin}/twice`)).status, 200)
})

test('a guard that looks for the user learns it, too', limit, async () => {
  const aborted = once(events, 'aborted')
  await hangUp('/guarded')
  await aborted
})

test('the lines of the log that a handler gets carry the id of its request', limit, async () => {
  const logging = once(events, 'logging')
  await fetch(`${server.origin}/logging`, { headers: { 'X-Request-Id': 'mine' } })
  const [{ id }] = await logging
  assert.equal(id, 'mine')
})
