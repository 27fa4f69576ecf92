/** What lies around the server fails while clients call: its log, in each form that it takes, and its supply of descriptors. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { closeSync } from 'node:fs'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from '../build.ts'
import { openPipe } from '../pipe.ts'
import { childrenOf, isAlive } from '../processes.ts'
import { startServer } from '../server.ts'
import { freePort, until } from '../wait.ts'
import { check } from './check.ts'
import { describe, failures, get, startLoad } from './load.ts'
import { fixture } from './ours.ts'
import { logFull, logUnread, openFilesShort } from './scenarios/surroundings.ts'

check(logFull)
check(logUnread)
check(openFilesShort)

async function lostLines(adminPort: number): Promise<number> {
  const { body } = await get({ port: adminPort, path: '/metrics' })
  return Number(/^cluster_log_lines_lost_total (\d+)$/m.exec(body)?.[1])
}

test('T30 log-unread: what was lost is counted, and said at that place once it is read; no line is garbled', {
  timeout: 240_000,
}, async t => {
  const { reader, writer } = openPipe()
  const out = new Socket({ fd: reader, readable: true })
  t.after(() => out.destroy())
  const server = await startServer({ app: fixture('logging'), workers: 2, stdout: writer })
  closeSync(writer)
  try {
    const load = startLoad(server)
    await until('lines that are lost', async () => (await lostLines(server.adminPort)) > 0, 120)
    const tally = await load.stop()
    assert.equal(failures(tally), 0, describe(tally))

    const lines: Record<string, unknown>[] = []
    createInterface(out).on('line', line => lines.push(JSON.parse(line)))
    const said = () =>
      lines
        .filter(({ msg }) => /^Lines of the log were lost here/.test(String(msg)))
        .reduce((sum, line) => sum + Number(line.lines), 0)
    await until('all that was lost to be said', async () => said() === (await lostLines(server.adminPort)))
  } finally {
    await server.stop()
  }
})

const noScript = spawnSync('script', ['--version']).status !== 0 && 'there is no program `script`'

/** A server in a terminal of its own, which is the program `script`. */
async function startInTerminal(t: TestContext, port: number, adminPort: number) {
  const binds = `--bind 127.0.0.1:${port} --admin 127.0.0.1:${adminPort}`
  const server = `exec '${process.execPath}' '${build()}/src/cluster/cli.js' ${binds} --workers 2 '${fixture('logging')}'`
  const terminal = spawn('script', ['--quiet', '--flush', '--command', server, '/dev/null'], {
    stdio: 'ignore',
  })
  const pid = terminal.pid as number
  let supervisor = 0
  t.after(() => {
    if (supervisor && isAlive(supervisor)) process.kill(supervisor, 'SIGKILL')
    terminal.kill('SIGKILL')
  })
  await until('a server', async () => (await get({ port: adminPort, path: '/ready' })).outcome === 'ok', 60)
  supervisor = childrenOf(pid)[0] ?? 0
  return { terminal, pid, supervisor }
}

test('T30 log-unread: a terminal that has been stopped, as by Ctrl-S, holds up neither the workers nor the supervisor', {
  skip: noScript,
}, async t => {
  const [port, adminPort] = [await freePort(), await freePort()]
  const { pid } = await startInTerminal(t, port, adminPort)
  process.kill(pid, 'SIGSTOP')
  const load = startLoad({ port })
  await sleep(3000)
  const tally = await load.stop()
  const live = await get({ port: adminPort, path: '/status' })
  t.diagnostic(describe(tally))
  assert.equal(failures(tally), 0, describe(tally))
  assert.equal(live.outcome, 'ok')
  const { workers } = JSON.parse(live.body)
  assert.deepEqual(
    workers.map(({ state }: { state: string }) => state),
    ['ready', 'ready'],
  )
})

test('a server whose terminal is closed ends, as all that runs in one does', { skip: noScript }, async t => {
  const [port, adminPort] = [await freePort(), await freePort()]
  const { terminal, supervisor } = await startInTerminal(t, port, adminPort)
  terminal.kill('SIGKILL')
  await until('its end', () => !isAlive(supervisor), 60)
})
