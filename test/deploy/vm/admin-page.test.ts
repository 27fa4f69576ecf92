/** The page of a deployed service, seen from the laptop by the command that `--status` prints: "Look at it" in docs/deploy.md. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, test } from 'node:test'
import { freePort, until } from '../../cluster/wait.ts'
import { docker } from '../../containers/docker.ts'
import { startReadyVm, type Vm } from './machine.ts'
import { newProject, type Project } from './project.ts'

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

describe('the page of the admin port', () => {
  for (const flags of [[], ['--screen', '--port', '5100']]) {
    const runner = flags.length === 0 ? 'Docker' : 'screen'
    test(`of a service with ${runner} is on the laptop while the printed command runs`, async () => {
      const { code, output } = await project.deploy(vm, ...flags)
      assert.equal(code, 0, output)
      const status = await project.deploy(vm, ...flags, '--status')
      const [, command = ''] = /while this runs: (ssh .*)/.exec(status.output) ?? []
      const here = await freePort()
      const [program = '', ...args] = command.replace('5001:', `127.0.0.1:${here}:`).split(' ')
      const tunnel = spawn(program, args, { env: vm.env, stdio: 'ignore' })
      try {
        const answer = await until('the page', () =>
          fetch(`http://localhost:${here}/`).catch(() => undefined),
        )
        assert.match(await answer.text(), /<title>Server<\/title>/, status.output)
      } finally {
        tunnel.kill()
        await once(tunnel, 'exit')
      }
    })
  }

  test('of a service with Docker is not to be reached by another machine, also by way of the VM', async () => {
    const { output } = await project.deploy(vm, '--status')
    const [, address = ''] = /-L 5001:([\d.]+):5001/.exec(output) ?? []
    // A neighbour that sends to the container by way of the VM.
    const route = `ip route add ${address.replace(/\d+$/, '0/24')} via ${vm.host}`
    const neighbour = [
      'run',
      '--rm',
      '--cap-add',
      'NET_ADMIN',
      '--network',
      vm.name,
      'vm:trixie',
      'bash',
      '-c',
    ]
    const connect = async (host: string, port: number) =>
      (await docker([...neighbour, `${route} && timeout 5 bash -c '< /dev/tcp/${host}/${port}'`])).code
    assert.equal(await connect(vm.host, 5000), 0)
    assert.notEqual(await connect(vm.host, 5001), 0)
    assert.notEqual(await connect(address, 5001), 0)
  })
})
