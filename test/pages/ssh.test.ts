/**
 * The commands of the pages that need a VM, typed against a real sshd on this machine. Needs Debian's packages openssh-server and
 * openssh-client.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { build } from '../cluster/build.ts'
import { startServer } from '../cluster/server.ts'
import { freePort, until } from '../cluster/wait.ts'
import { type Command, commandsOf } from './page.ts'
import { typeCommands } from './typed.ts'

const file = 'test/pages/ssh.test.ts'
const page = 'docs/lecture.md'
const own = ownOf(page)
const folder = mkdtempSync(join(tmpdir(), 'ssh-'))
let sshd: ChildProcess | undefined

after(async () => {
  if (sshd?.exitCode === null && sshd.kill()) await once(sshd, 'exit')
  rmSync(folder, { recursive: true })
})

before(async () => {
  const port = await freePort()
  await startMachine(port)
  writeClient(port)
})

describe('a VM', () => {
  typeCommands(page, own, async terminal => {
    await terminal.type(`export PATH="${folder}:$PATH"`)
  })
})

test('its admin port can be looked at from here', async () => {
  const [command] = ownOf('docs/operations.md')
  const server = await startServer({ app: `${build()}/test/cluster/fixtures/app.js`, workers: 1 })
  const here = await freePort()
  const ports = `${here}:127.0.0.1:${server.adminPort}`
  const typed = command?.text.replace('5001:127.0.0.1:5001', ports) ?? ''
  assert.ok(typed.includes(ports))
  const tunnel = spawn('bash', ['-c', `PATH="${folder}:$PATH"; exec ${typed}`])
  try {
    const answer = await until('the page', () => fetch(`http://127.0.0.1:${here}/`).catch(() => undefined))
    assert.match(await answer.text(), /<title>Server<\/title>/)
  } finally {
    tunnel.kill()
    await server.stop()
  }
})

function ownOf(page: string): Command[] {
  return commandsOf(page).filter(({ needs }) => needs?.test === file)
}

async function startMachine(port: number): Promise<void> {
  for (const key of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, key)])
  const settings = {
    ListenAddress: `127.0.0.1:${port}`,
    HostKey: join(folder, 'host'),
    AuthorizedKeysFile: join(folder, 'user.pub'),
    PidFile: 'none',
    StrictModes: 'no',
    UsePAM: 'no',
    PasswordAuthentication: 'no',
  }
  writeFileSync(join(folder, 'sshd_config'), linesOf(settings))
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  sshd.stderr?.setEncoding('utf8').on('data', text => {
    log += text
  })
  await until('a machine that answers', () => log.includes('Server listening'))
}

/** An `ssh` that reaches this machine as whoever runs the test, whatever host is typed after `vcm@`. */
function writeClient(port: number): void {
  const settings = {
    HostName: '127.0.0.1',
    Port: port,
    User: userInfo().username,
    IdentityFile: join(folder, 'user'),
    StrictHostKeyChecking: 'no',
    UserKnownHostsFile: '/dev/null',
    LogLevel: 'ERROR',
  }
  writeFileSync(join(folder, 'ssh_config'), linesOf(settings))
  const script = join(folder, 'ssh')
  writeFileSync(script, `#!/bin/bash\nexec /usr/bin/ssh -F ${folder}/ssh_config "\${@/#vcm@/}"\n`)
  chmodSync(script, 0o755)
}

function linesOf(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(entry => `${entry.join(' ')}\n`)
    .join('')
}
