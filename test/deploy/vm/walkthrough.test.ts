/** docs/deploy.md by hand: a terminal in which each command of the page is typed, in the page's order; then systemd's unit. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { get } from '../../cluster/faults/load.ts'
import { until } from '../../cluster/wait.ts'
import { type Ended, run, startReadyVm, type Vm } from './machine.ts'
import { newProject, type Project } from './project.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/deploy.md'), 'utf8')
const terminal = `test-deploy-${process.pid}`
let vm: Vm
let project: Project

before(async () => {
  vm = await startReadyVm()
  project = newProject()
  await tmux(
    'new-session',
    '-d',
    '-x',
    '150',
    '-y',
    '50',
    '-c',
    project.folder,
    'env',
    'PS1=laptop$ ',
    'bash',
    '--norc',
  )
  // The page clones from GitHub; here it is a repository on the VM.
  await vm.ssh(['git init --quiet --bare origin.git'])
  await run('git', ['push', '--quiet', `vcm@${vm.host}:origin.git`, 'main'], {
    cwd: project.folder,
    env: vm.env,
  })
  await vm.ssh(['git --git-dir origin.git symbolic-ref HEAD refs/heads/main'])
})

after(async () => {
  await tmux('kill-server')
  project.remove()
  await vm.remove()
})

function tmux(...args: string[]): Promise<Ended> {
  return run('tmux', ['-L', terminal, '-f', '/dev/null', ...args], { env: { ...vm.env, TERM: 'xterm' } })
}

/** What the terminal shows, without the empty rows at its end. */
async function screen(): Promise<string> {
  return (await tmux('capture-pane', '-p', '-J')).output.trimEnd()
}

async function history(): Promise<string> {
  return (await tmux('capture-pane', '-p', '-J', '-S', '-500')).output
}

/** What the terminal shows once it has followed a command that opens another shell, or leaves one. */
const arrivals: [command: RegExp, shows: RegExp][] = [
  [/^ssh \S+$/, /^vcm@\S+\$$/m],
  // A session begins with an empty window.
  [/^screen -S/, /^vcm@\S+\$$/],
  [/^screen -r/, /Listening at/],
  [/^exit$/, /^laptop\$$/m],
  [/^npm start/, /Listening at/],
]

let typed = 0

/** Types a command and waits until it has done what it is there for; one that ends does so with 0. */
async function type(command: string): Promise<void> {
  const [, shows] = arrivals.find(([pattern]) => pattern.test(command)) ?? []
  typed += 1
  const marker = `ended-${typed}-with`
  if (shows) await tmux('clear-history')
  if (shows) await tmux('send-keys', '-R')
  await tmux('send-keys', '-l', shows ? command : `${command}; echo ${marker}-$?.`)
  await tmux('send-keys', 'Enter')
  if (shows) {
    await until(`what ${command} shows`, async () => shows.test(await screen()), 240)
    return
  }
  const [, code] = await until(
    `the end of ${command}`,
    async () => new RegExp(`^${marker}-(\\d+)\\.`, 'm').exec(await history()) ?? undefined,
    400,
  )
  assert.equal(code, '0', `${command}\n${await history()}`)
}

async function press(keys: string): Promise<void> {
  const [first = '', second] = keys.split(' ')
  await tmux('send-keys', first.replace('ctrl-', 'C-'))
  if (second) await tmux('send-keys', second)
  const shows = keys === 'ctrl-c' ? /Shutting down: Master.*\$$/s : /^\[detached from .*\]\n.*\$$/m
  await until(`what ${keys} does`, async () => shows.test(await screen()))
}

for (const title of ['By hand, with Docker', "By hand, with screen: the lecture's way"]) {
  test(title, async t => {
    await vm.ssh(['rm -rf api'])
    const section = page.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
    const steps = [...section.matchAll(/^ {4}(?:(?:laptop|vm)\$ (.+)|(ctrl-.+))$/gm)]
    assert.ok(steps.length > 8)
    let wasPublic = false
    for (const [, command, keys] of steps) {
      if (keys) await press(keys)
      else if (command) {
        const here = command
          .replaceAll('vcm-3461.vm.duke.edu', vm.host)
          .replace('https://github.com/YOU/YOUR-SERVICE.git', '--quiet ~/origin.git')
        await type(here)
        if (/127\.0\.0\.1:5000/.test(here))
          assert.equal(
            (await get({ host: vm.host, port: 5000 })).outcome,
            'refused',
            'on 127.0.0.1, yet reachable',
          )
      }
      wasPublic ||= (await get({ host: vm.host, port: 5000 })).outcome === 'ok'
    }
    assert.ok(wasPublic)
    await until(
      'the end of the service',
      async () => (await get({ host: vm.host, port: 5000 })).outcome === 'refused',
    )
    t.diagnostic(`${steps.length} steps of the page`)
  })
}

describe('deploy/api.service', () => {
  const path = resolve(import.meta.dirname, '../../../deploy/api.service')
  const unit = readFileSync(path, 'utf8')

  test('is correct', async () => {
    const { code, output } = await run('systemd-analyze', ['verify', path])
    assert.deepEqual({ code, output }, { code: 0, output: '' })
  })

  test('lets the server end its workers, and waits longer for it than it for them', () => {
    assert.match(unit, /^KillMode=mixed$/m)
    assert.ok(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) > 30)
  })

  test('has a command that serves, as its user, in the folder that it names: the clone of the page', async () => {
    const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1]
    assert.equal(value('User'), 'vcm')
    const server = vm.ssh([`cd ${value('WorkingDirectory')} && exec timeout 60 ${value('ExecStart')}`])
    await until('an answer', async () => (await get({ host: vm.host, port: 5000 })).outcome === 'ok', 60)
    await vm.asRoot('pkill --full "^timeout 60 /usr/bin/node"')
    assert.match((await server).output, /Handling signal: term/)
  })
})
