/** `npm run deploy -- vcm@HOST`, again and again, with clients that call the service all the time; and what it survives. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { failures, get, startLoad, describe as sum } from '../../cluster/faults/load.ts'
import { until } from '../../cluster/wait.ts'
import { type Ended, run, startReadyVm, type Vm } from './machine.ts'
import { newProject, type Project } from './project.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/deploy.md'), 'utf8')
let vm: Vm
let project: Project

before(async () => {
  vm = await startReadyVm()
  project = newProject()
})

after(async () => {
  project.remove()
  await vm.remove()
})

/** The Node of Debian 13, which screen runs, has no SQLite: so the service there has no notes. */
for (const [runner, flags, calls] of [
  ['Docker', [], '14 calls: 6 ok, 8 skipped'],
  ['screen', ['--screen'], '6 calls: 4 ok, 2 skipped'],
] as const) {
  describe(`with ${runner}`, () => {
    const deploy = (...more: string[]) => project.deploy(vm, ...flags, ...more)
    const outcome = async (port = 5000) => (await get({ host: vm.host, port })).outcome
    const name = async () => JSON.parse((await get({ host: vm.host, port: 5000, path: '/name' })).body).name

    /** Deploys while four clients call, half of them on connections that they keep, and says how many calls failed. */
    async function deployUnderLoad(t: TestContext): Promise<Ended & { failed: number }> {
      const target = { host: vm.host, port: 5000 }
      const loads = [startLoad(target, { count: 2 }), startLoad(target, { count: 2, keepAlive: true })]
      const ended = await deploy()
      let failed = 0
      for (const [index, load] of loads.entries()) {
        const tally = await load.stop()
        failed += failures(tally)
        t.diagnostic(`${runner}, ${index === 0 ? 'new' : 'kept'} connections: ${sum(tally)}`)
        assert.ok(tally.total > 100, 'too few calls to tell')
      }
      return { ...ended, failed }
    }

    test('the first deployment ends with the answers to its GET calls, and 0', async () => {
      const { code, output } = await deploy()
      assert.equal(code, 0, output)
      assert.ok(output.includes(`\n${calls}`), output)
    })

    test('an update is served, and no request of the clients fails', async t => {
      project.commit('src/routes.ts', code => code.replaceAll('Ada Lovelace', 'Ada King'))
      const { code, output, failed } = await deployUnderLoad(t)
      project.undo()
      assert.equal(code, 0, output)
      assert.equal(await name(), 'Ada King')
      assert.equal(failed, 0)
    })

    test('an update that brings another dependency is served, and no request fails', async t => {
      const install = ['install', '--package-lock-only', '--ignore-scripts', '--save-exact', 'helmet@8.1.0']
      assert.equal((await run('npm', install, { cwd: project.folder })).code, 0)
      project.commit('package.json', content => content)
      const { code, output, failed } = await deployUnderLoad(t)
      project.undo()
      assert.equal(code, 0, output)
      const installed = `/home/vcm/deployed/*/${runner.toLowerCase()}/app/node_modules/helmet/package.json`
      assert.match(await vm.asRoot(`cat ${installed}`), /"version": "8\.1\.0"/)
      assert.equal(failed, 0)
    })

    test('code that throws is given up: the deployment fails in one line, the code before goes on, no request fails', async t => {
      project.commit('src/routes.ts', code => `${code}\nthrow new Error('not my day')\n`)
      const { code, output, failed } = await deployUnderLoad(t)
      project.undo()
      assert.equal(code, 1)
      assert.match(output, /deploy: error: The new code does not run.*not my day.* goes on serving\.\n$/)
      assert.equal(failed, 0)
    })

    test('after code that was given up, a worker that dies is replaced by one that serves', async () => {
      const workers = async () => {
        const { output } = await deploy('--status')
        return output.match(/worker ready/g)?.length ?? 0
      }
      const before = await workers()
      await vm.asRoot("pkill -KILL --full ': worker *$'")
      await until('as many workers as before', async () => (await workers()) === before, 60)
      assert.equal(await outcome(), 'ok')
    })

    test('it goes on after the logout', async () => {
      // deploy has hung up. Whoever is logged in would have an sshd of his own.
      const sessions = () => vm.asRoot("pgrep --full '^sshd-session: vcm' || true")
      await until('the end of all sessions', async () => (await sessions()) === '')
      assert.equal(await outcome(), 'ok')
    })

    test('after updates and a reboot it is as the page says: back with Docker, gone with screen', async () => {
      assert.match(page, /^\| a reboot \| yes \(`restart: unless-stopped`\) \| \*\*no\*\* \| yes \|$/m)
      await vm.reboot()
      if (runner === 'Docker') {
        await until('an answer', async () => (await outcome()) === 'ok', 120)
      } else {
        assert.equal(await outcome(), 'refused')
        const { code, output } = await deploy()
        assert.equal(code, 0, output)
      }
    })

    test('another server restarts it, and says for how long it was away', async t => {
      project.commit('src/cluster/supervisor/status.ts', code => `${code}\n// changed\n`)
      const { code, output } = await deploy()
      project.undo()
      assert.equal(code, 0, output)
      assert.match(output, /restarting it/)
      t.diagnostic(`${runner}: ${/connections were refused for .*/.exec(output)?.[0]}`)
    })

    test('a server that does not start leaves the one before serving', async () => {
      project.commit(
        'src/cluster/worker/work.ts',
        code => `if (process.pid) throw new Error('no worker today')\n${code}`,
      )
      const { code, output } = await deploy()
      project.undo()
      assert.equal(code, 1, output)
      assert.match(output, /deploy: error: .* goes on serving\.\n$/)
      assert.equal(await outcome(), 'ok')
    })

    test('--port moves it, and the next deployment leaves it there', async () => {
      assert.equal((await deploy('--port', '5050')).code, 0)
      const { code, output } = await deploy()
      assert.equal(code, 0, output)
      assert.match(output, new RegExp(`http://${vm.host}:5050 · `))
    })

    test('--status says what runs and how it is', async () => {
      const { code, output } = await deploy('--status')
      assert.equal(code, 0)
      assert.match(output, new RegExp(`:5050 · with ${runner} · release \\S+ · ready\\n {2}worker ready`))
    })

    test('--logs into a pipe are plain lines', async () => {
      const command = ['timeout', '--signal', 'INT', '10', 'npm', 'run', 'deploy', '--', `vcm@${vm.host}`]
      const [program = '', ...args] = command
      const setting = { cwd: project.folder, env: vm.env }
      const { output } = await run(program, [...args, ...flags, '--logs'], setting)
      assert.match(output, /"msg":"Listening at/)
      assert.doesNotMatch(output, /[\r\x1b]/)
    })

    test('what --logs has started on the VM ends with it', async () => {
      const followers = () => vm.asRoot("pgrep --full '[d]ocker logs|[t]ail -n 100' || true")
      await until('the end of them', async () => (await followers()) === '')
    })

    test('--down stops it, and says what starts it again', async () => {
      const { code, output } = await deploy('--down')
      assert.equal(code, 0, output)
      const again = ['npm run deploy --', `vcm@${vm.host}`, ...flags].join(' ')
      assert.ok(output.endsWith(`deploy: stopped with ${runner}; ${again} starts it again\n`), output)
      assert.equal(await outcome(5050), 'refused')
    })

    for (const task of ['--status', '--logs', '--down'])
      test(`after that ${task} says that nothing runs, and what starts it`, async () => {
        const { code, output } = await deploy(task)
        assert.equal(code, 1)
        assert.match(output, /deploy: error: The service does not run on .*npm run deploy -- .* starts it/)
      })

    test('three releases stay on the VM, and no more', async () => {
      const releases = await vm.asRoot(`ls /home/vcm/deployed/*/${runner.toLowerCase()}/app/.releases`)
      assert.equal(releases.trim().split('\n').length, 3)
    })
  })
}

describe('without saying that it runs with screen', () => {
  before(async () => {
    const { code, output } = await project.deploy(vm, '--screen', '--port', '5000')
    assert.equal(code, 0, output)
  })

  test('--status finds it', async () => {
    const { code, output } = await project.deploy(vm, '--status')
    assert.equal(code, 0, output)
    assert.match(output, /:5000 · with screen · release \S+ · ready\n/)
  })

  test('a deployment to its port is refused, with the command that stops it', async () => {
    const { code, output } = await project.deploy(vm)
    assert.equal(code, 1)
    const stop = `npm run deploy -- vcm@${vm.host} --screen --down`
    assert.ok(output.includes(`is taken by this service, with screen (${stop})`), output)
  })

  test('--down stops it', async () => {
    const { code, output } = await project.deploy(vm, '--down')
    assert.equal(code, 0, output)
    assert.equal((await get({ host: vm.host, port: 5000 })).outcome, 'refused')
  })
})
