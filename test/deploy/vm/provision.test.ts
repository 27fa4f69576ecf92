/** deploy/provision.sh on a fresh VM, through ssh, as its first lines say. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { provisioning, startVm, type Vm } from './machine.ts'

let vm: Vm

before(async () => {
  vm = await startVm()
})

after(() => vm.remove())

const provision = (...flags: string[]) => vm.ssh(['bash', '-s', ...flags], provisioning)

/** Makes the VM say that it is another system, while a test looks at what it is told. */
async function as(system: string, body: () => Promise<void>): Promise<void> {
  await vm.asRoot(
    `cp --dereference --no-clobber /etc/os-release /etc/os-release.kept; rm /etc/os-release; printf '${system}' > /etc/os-release`,
  )
  try {
    await body()
  } finally {
    await vm.asRoot('mv /etc/os-release.kept /etc/os-release')
  }
}

test('an unknown system gets a no that names the known ones, and stays as it was', async () => {
  await as('ID=fedora\\nVERSION_ID=43\\nPRETTY_NAME="Fedora Linux 43"\\n', async () => {
    const { code, output } = await provision()
    assert.equal(code, 1)
    assert.match(output, /error: this is Fedora Linux 43\. Only Debian 13 and Ubuntu 24\.04 .*\n$/)
  })
})

test("Ubuntu's Node is too old: --node says so and what to do instead", async () => {
  await as('ID=ubuntu\\nVERSION_ID=24.04\\nPRETTY_NAME="Ubuntu 24.04.3 LTS"\\n', async () => {
    const { code, output } = await provision('--', '--node')
    assert.equal(code, 1)
    assert.match(output, /error: Ubuntu 24\.04 itself has Node 18.*Use Docker instead.*\n$/)
    assert.doesNotMatch(output, /installing/)
  })
})

test("Ubuntu gets Compose v2 under Ubuntu's name for it", async () => {
  await as('ID=ubuntu\\nVERSION_ID=24.04\\nPRETTY_NAME="Ubuntu 24.04.3 LTS"\\n', async () => {
    const { output } = await provision()
    assert.match(output, /installing: docker\.io docker-compose-v2 docker-buildx git screen/)
  })
})

test('an unknown flag is refused', async () => {
  const { code, output } = await provision('--', '--nod')
  assert.equal(code, 1)
  assert.match(output, /error: unknown flag --nod/)
})

test('a user who may not use sudo is told how to go on, and nothing is installed', async () => {
  await vm.asRoot('mv /etc/sudoers.d/vcm /root/')
  const { code, output } = await provision()
  await vm.asRoot('mv /root/vcm /etc/sudoers.d/')
  assert.equal(code, 1)
  assert.match(output, /error: vcm may not use sudo without a password\. .*ssh -t HOST.*\n$/)
  assert.equal((await vm.ssh(['command', '-v', 'docker'])).code, 1)
})

test('it installs Docker, Compose v2, git and screen, and lets the user run Docker', async () => {
  const { code, output } = await provision()
  assert.equal(code, 0, output)
  assert.match(output, /^provision: ready\n$/m)
  const login = await vm.ssh([
    'docker info > /dev/null && docker compose version && git --version && screen --version',
  ])
  assert.equal(login.code, 0, login.output)
  assert.match(login.output, /Docker Compose version v?2\./)
})

test('a second run finds everything done, and changes nothing', async () => {
  const packages = () =>
    vm.asRoot('dpkg-query --list | sha256sum; stat --format %Y /var/lib/dpkg/status /etc/group')
  const before = await packages()
  const { code, output } = await provision()
  assert.equal(code, 0, output)
  assert.match(output, /already installed: .*docker\.io/)
  assert.doesNotMatch(output, /installing|letting|starting/)
  assert.equal(await packages(), before)
})

test('--node installs Node 20.19 or later, npm and screen', async () => {
  const { code, output } = await provision('--', '--node')
  assert.equal(code, 0, output)
  const { output: version } = await vm.ssh(['node', '--version'])
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  assert.ok(major > 20 || (major === 20 && minor >= 19), version)
  // Both are installed: what the other tests start from.
  await vm.keep()
})
