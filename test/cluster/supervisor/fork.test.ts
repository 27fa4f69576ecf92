import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { exitCodes } from '../../../src/cluster/failure.ts'
import { moreOpenFiles } from '../../../src/cluster/open-files.ts'
import { send, whyNotStarted } from '../../../src/cluster/supervisor/fork.ts'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'

test('the app gets its settings as environment variables', async () => {
  const flags = ['--no-access-log', '--log-level', 'warning', '--forwarded-allow-ips', '10.0.0.1']
  await serving({ flags, workers: 2 }, async ({ port }) => {
    const { settings } = JSON.parse((await get({ port })).body)
    assert.deepEqual(settings, {
      LOG_LEVEL: 'warn',
      ACCESS_LOG: '0',
      FORWARDED_ALLOW_IPS: '10.0.0.1',
      WEB_CONCURRENCY: '2',
    })
  })
})

/** Node's flags of a worker that is started in this environment. */
async function flagsOfWorker(env: NodeJS.ProcessEnv): Promise<string[]> {
  let flags: string[] = []
  await serving({ env }, async ({ port }) => {
    flags = JSON.parse((await get({ port })).body).flags
  })
  return flags
}

test('a worker takes little memory for new objects', async () => {
  assert.ok((await flagsOfWorker({})).includes('--max-semi-space-size=4'))
})

test('who says how much memory new objects may take is obeyed', async () => {
  const flags = await flagsOfWorker({ NODE_OPTIONS: '--max-semi-space-size=8' })
  assert.deepEqual(
    flags.filter(flag => flag.includes('semi')),
    [],
  )
})

test('why a process could not be started is told, and where descriptors are short, what to do', () => {
  const [short, other] = ['EMFILE', 'EAGAIN'].map(code =>
    whyNotStarted(Object.assign(new Error(`spawn ${code}`), { code })),
  )
  assert.deepEqual(short, {
    exitCode: exitCodes.bootFailed,
    reason: `It could not be started: spawn EMFILE. ${moreOpenFiles}`,
  })
  assert.equal(other?.reason, 'It could not be started: spawn EAGAIN')
  assert.equal(whyNotStarted(new Error('gone')).reason, 'It could not be started: gone')
})

test('a worker that is gone is sent nothing', () => {
  assert.doesNotThrow(() => send(undefined, { type: 'quit' }))
})

const ofLinux = { skip: process.platform !== 'linux' && 'it looks into /proc' }
test(
  'the list of processes names the server, and tells its supervisor from its workers',
  ofLinux,
  async () => {
    await serving({ flags: ['--name', 'shop'] }, async server => {
      const [worker = 0] = await server.workers()
      assert.deepEqual([titleOf(server.pid), titleOf(worker)], ['shop: master', 'shop: worker'])
    })
  },
)

function titleOf(pid: number): string {
  const [title = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  return title.trim()
}
