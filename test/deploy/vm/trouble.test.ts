/** What can go wrong between a laptop and a VM: each ends in one line that says what to do, and what runs goes on. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { get } from '../../cluster/faults/load.ts'
import { succeed } from '../../containers/docker.ts'
import { type Ended, run, startReadyVm, startVm, type Vm } from './machine.ts'
import { newProject, type Project } from './project.ts'

let vm: Vm
let project: Project

before(async () => {
  vm = await startReadyVm()
  project = newProject()
  const { code, output } = await project.deploy(vm)
  assert.equal(code, 0, output)
})

after(async () => {
  project.remove()
  await vm.remove()
})

/** The last line of the output, which is to be the one that says what to do. */
function errorOf({ code, output }: Ended): string {
  assert.notEqual(code, 0, output)
  const errors = output.split('\n').filter(line => line.startsWith('deploy: error: '))
  assert.equal(errors.length, 1, output)
  assert.ok(output.endsWith(`${errors[0]}\n`), output)
  return errors[0] ?? ''
}

/** Deploys to another destination, with the ssh of the VM. */
const deployTo = (destination: string, ...args: string[]) =>
  run('npm', ['run', 'deploy', '--', destination, ...args], { cwd: project.folder, env: vm.env })

async function goesOn(): Promise<void> {
  assert.equal((await get({ host: vm.host, port: 5000 })).outcome, 'ok')
}

describe('before anything is touched', () => {
  test('a host that does not exist', async () => {
    assert.match(
      errorOf(await deployTo('vcm@vcm-1.no-such-domain.invalid')),
      /There is no host called vcm-1\.no-such-domain\.invalid/,
    )
  })

  test('a host without a route to it', async () => {
    const unused = vm.host.replace(/\d+\.\d+$/, '255.254')
    assert.match(
      errorOf(await deployTo(`vcm@${unused}`)),
      /does not answer\. Check that the VM is switched on/,
    )
  })

  test('a user whom the VM does not know', async () => {
    assert.match(errorOf(await deployTo(`vmc@${vm.host}`)), /does not let you in as vmc@.*ssh-copy-id/)
  })

  test('a host key that is not known is not accepted silently', async () => {
    const file = await succeed(['exec', vm.name, 'cat', '/etc/ssh/ssh_host_ed25519_key.pub'])
    writeFileSync(vm.knownHosts, '')
    const ended = await project.deploy(vm)
    writeFileSync(vm.knownHosts, `${vm.host} ${file}`)
    assert.match(errorOf(ended), /host key of .* is not known here.*compare the fingerprint/)
  })

  test('… but asked about by ssh, where there is a terminal', async () => {
    const file = await succeed(['exec', vm.name, 'cat', '/etc/ssh/ssh_host_ed25519_key.pub'])
    writeFileSync(vm.knownHosts, '')
    const command = `npm run deploy -- vcm@${vm.host} --status`
    // ssh throws away what was typed before its question.
    const typing = `while sleep 1; do echo no; done | script --quiet --return --command '${command}' /dev/null`
    const ended = await run('sh', ['-c', typing], { cwd: project.folder, env: vm.env })
    writeFileSync(vm.knownHosts, `${vm.host} ${file}`)
    assert.match(ended.output, /The authenticity of host .* can't be established/)
    assert.match(ended.output, /deploy: error: The host key of/)
    assert.notEqual(ended.code, 0)
  })

  test('a host key that has changed', async () => {
    const file = await succeed(['exec', vm.name, 'cat', '/etc/ssh/ssh_host_ed25519_key.pub'])
    const other = await vm.asRoot(
      'ssh-keygen -q -t ed25519 -N "" -f /tmp/other <<< y > /dev/null; cat /tmp/other.pub',
    )
    writeFileSync(vm.knownHosts, `${vm.host} ${other}`)
    const ended = await project.deploy(vm)
    writeFileSync(vm.knownHosts, `${vm.host} ${file}`)
    assert.match(errorOf(ended), /another host key than last time.*ssh-keygen -R/)
  })

  test('--screen of what runs with Docker', async () => {
    const ended = await project.deploy(vm, '--screen', '--down')
    assert.match(errorOf(ended), /runs on .* with Docker\. Leave out --screen/)
  })

  test('a wrong flag', async () => {
    const ended = await project.deploy(vm, '--scren')
    assert.match(errorOf(ended), /--scren.*--help lists all flags/)
    assert.equal(ended.code, 2)
  })

  after(goesOn)
})

describe('on the VM', () => {
  test('a build that fails is shown as a whole, and one that does not is not', async () => {
    project.commit('src/routes.ts', code => `${code}\nconst number: string = 1\n`)
    const failed = await project.deploy(vm)
    project.undo()
    assert.match(failed.output, /error TS2322/)
    assert.match(errorOf(failed), /The build failed on .*; see above\. .* goes on serving/)
    const { code, output } = await project.deploy(vm)
    assert.equal(code, 0, output)
    assert.doesNotMatch(output, /^#\d+ /m)
  })

  test('a port that another program has taken: it is named, and not a child that shares its socket', async () => {
    const child = `require('child_process').spawn('sleep', ['120'], { stdio: [0, 1, 2, server._handle.fd] })`
    const taken = `node -e "const server = require('net').createServer().listen(5055, () => ${child})"`
    const other = vm.ssh([`timeout 120 ${taken}`])
    await vm.asRoot('until ss -Hltn "sport = :5055" | grep -q 5055; do sleep 0.1; done')
    const ended = await project.deploy(vm, '--port', '5055')
    await vm.asRoot('pkill --full "[t]imeout 120"')
    await other
    assert.match(errorOf(ended), /Port 5055 of .* is taken by node \(kill \d+\).*--port N.* goes on serving/)
    await goesOn()
  })

  test('a connection that is lost meanwhile', async () => {
    const deployment = project.deploy(vm)
    await vm.asRoot(
      'until pgrep --full "[b]uild api$" > /dev/null; do sleep 0.05; done; pkill --full "^sshd-session: vcm"',
    )
    assert.match(errorOf(await deployment), /The connection to .* was lost\. .*again\. .* goes on serving/)
    await goesOn()
  })

  test('a full disk', async () => {
    const folder = '/home/vcm/deployed/express-service-template/docker/sources'
    await vm.asRoot(`mount -t tmpfs -o size=256k,uid=$(id -u vcm) tmpfs ${folder}`)
    const ended = await project.deploy(vm)
    await vm.asRoot(`umount ${folder}`)
    assert.match(errorOf(ended), /The disk of .* is full.* goes on serving/)
    await goesOn()
  })

  // A firewall says no, or nothing at all.
  for (const [runner, flags, refusal] of [
    ['Docker', [], 'DROP'],
    ['screen', ['--screen', '--port', '5055'], 'REJECT'],
  ] as const) {
    test(`no way out to the network (${refusal}), when other packages are needed (${runner})`, async t => {
      project.commit('package-lock.json', lock => lock.replace('"lockfileVersion"', ' "lockfileVersion"'))
      // What the VM itself sends, and what its containers send through it.
      const rule = `-o eth0 -m conntrack --ctstate NEW -j ${refusal}`
      await vm.asRoot(`iptables -I FORWARD ${rule}; iptables -I OUTPUT ${rule}`)
      const started = performance.now()
      const ended = await project.deploy(vm, ...flags)
      t.diagnostic(`given up after ${Math.round((performance.now() - started) / 1000)} s`)
      await vm.asRoot('iptables -D FORWARD 1; iptables -D OUTPUT 1')
      project.undo()
      assert.match(errorOf(ended), /does not reach the npm registry or Docker's/)
      await goesOn()
    })
  }

  test('a firewall between the laptop and the port', async () => {
    await vm.asRoot('iptables -t raw -I PREROUTING -i eth0 -p tcp --dport 5000 -j DROP')
    const ended = await project.deploy(vm)
    await vm.asRoot('iptables -t raw -D PREROUTING 1')
    assert.match(errorOf(ended), /ready on .* itself, but port 5000 cannot be reached from here.*firewall/)
    assert.equal(ended.code, 3)
    await goesOn()
  })

  test('a Docker that does not run is started', async () => {
    await vm.asRoot('service docker stop')
    const { code, output } = await project.deploy(vm)
    assert.equal(code, 0, output)
    await goesOn()
  })
})

describe('on a VM that is still to be provisioned', () => {
  test('a user who may not use sudo', async () => {
    const bare = await startVm({ images: false })
    try {
      await bare.asRoot('rm /etc/sudoers.d/vcm')
      assert.match(
        errorOf(await project.deploy(bare)),
        /vcm may not use sudo without a password.*ssh -t HOST/,
      )
    } finally {
      await bare.remove()
    }
  })

  test('no way out to the network', async () => {
    const bare = await startVm({ outbound: false, images: false })
    try {
      assert.match(
        errorOf(await project.deploy(bare)),
        /does not reach its package mirror.*ask whoever runs it/,
      )
    } finally {
      await bare.remove()
    }
  })
})
