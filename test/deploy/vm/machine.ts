/**
 * A VM for the tests: a container with an ssh server, a user `vcm` who may use sudo, and room for a Docker of its own. The
 * image `vm:trixie` is what a class gets: Debian 13 and nothing else.
 *
 * Provisioning takes a minute, so a VM that provision.sh has made ready is kept as an image, and what its Docker holds (the
 * base image of the Dockerfile, which a registry has otherwise) as a volume.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { until } from '../../cluster/wait.ts'
import { docker, succeed } from '../../containers/docker.ts'

const repository = resolve(import.meta.dirname, '../../..')
export const provisioning = readFileSync(join(repository, 'deploy/provision.sh'), 'utf8')
const version = createHash('sha256').update(provisioning).digest('hex').slice(0, 12)
const fresh = 'vm:trixie'
const ready = `test-vm-ready:${version}`
const disk = 'test-vm-docker'
const baseImage = 'node:26-trixie-slim'

/**
 * What a VM's own start does, where no systemd does it. The first time, no container of another VM is there, no data,
 * and no network: Docker would make it again, perhaps over the VM's own address.
 */
const boot = `
  [ -e /first-start ] || rm -rf /var/lib/docker/containers/* /var/lib/docker/network /var/lib/docker/volumes
  touch /first-start
  # Thousands of small files, each waited for on a busy disk, and all thrown away in the end.
  echo force-unsafe-io > /etc/dpkg/dpkg.cfg.d/throw-away
  # Not every machine lets a container raise its limits, which Docker's start insists on.
  grep -q 'command ulimit' /etc/default/docker 2> /dev/null || echo 'ulimit() { command ulimit "$@" 2> /dev/null || true; }' >> /etc/default/docker
  # As on a new VM, where Docker switches it on and then lets nothing else through; a container has this machine's own value.
  echo 0 > /proc/sys/net/ipv4/ip_forward
  [ ! -x /etc/init.d/screen-cleanup ] || service screen-cleanup start
  [ ! -x /etc/init.d/docker ] || service docker start
  exec "$@"`

export type Ended = { code: number | null; output: string }

export type Vm = {
  /** The container's name. */
  name: string
  /** Its address, which ssh and the client use alike. */
  host: string
  /** The environment in which `ssh` knows the VM, and has the key for it. */
  env: NodeJS.ProcessEnv
  /** Where ssh reads the host keys from. */
  knownHosts: string
  /** Runs `ssh vcm@HOST ARGS` to its end. */
  ssh(args: string[], input?: string): Promise<Ended>
  /** Runs a script as root, to success. */
  asRoot(script: string): Promise<string>
  /** Switches it off and on again. */
  reboot(): Promise<void>
  /** Keeps it as the VM that is ready. */
  keep(): Promise<void>
  remove(): Promise<void>
}

/** A VM that Docker, git, screen and Node have been installed on by provision.sh. */
export async function startReadyVm(): Promise<Vm> {
  const { code } = await docker(['image', 'inspect', ready])
  if (code !== 0) {
    const vm = await startVm()
    for (const flags of [[], ['--', '--node']]) {
      const { code, output } = await vm.ssh(['bash', '-s', ...flags], provisioning)
      if (code !== 0) throw new Error(output)
    }
    await vm.keep()
    await vm.remove()
  }
  return startVm({ image: ready })
}

/**
 * A VM as it is when a class gets it.
 * @param outbound whether it reaches other networks than its own
 * @param images whether its Docker, once installed, has the base image; of such VMs only one can run at a time
 */
export async function startVm({ image = fresh, outbound = true, images = true } = {}): Promise<Vm> {
  const folder = mkdtempSync(join(tmpdir(), 'test-vm-'))
  const key = join(folder, 'key')
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
  if ((await docker(['image', 'inspect', fresh])).code !== 0)
    await succeed([
      'build',
      '--tag',
      fresh,
      '--file',
      `${import.meta.dirname}/Dockerfile`,
      import.meta.dirname,
    ])
  const name = `test-vm-${process.pid}-${folder.slice(-6)}`
  const command: string[] = JSON.parse(
    await succeed(['image', 'inspect', '--format', '{{json .Config.Cmd}}', fresh]),
  )
  // A network of its own, so that nobody else is given its address while it is restarted.
  await succeed(['network', 'create', ...(outbound ? [] : ['--internal']), name])
  await succeed([
    ...['run', '--detach', '--privileged', '--name', name, '--network', name, '--tmpfs', '/run'],
    ...(images ? ['--volume', `${disk}:/var/lib/docker`] : []),
    ...['--env', `AUTHORIZED_KEY=${readFileSync(`${key}.pub`, 'utf8').trim()}`],
    ...[image, 'sh', '-c', boot, 'boot', ...command],
  ])
  const networks = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'
  const host = (await succeed(['inspect', '--format', networks, name])).trim()
  const knownHosts = join(folder, 'known_hosts')
  const config = {
    IdentityFile: key,
    IdentitiesOnly: 'yes',
    UserKnownHostsFile: knownHosts,
    LogLevel: 'ERROR',
  }
  const lines = Object.entries(config).map(entry => entry.join(' '))
  writeFileSync(join(folder, 'config'), lines.join('\n'))
  const hostKey = await succeed(['exec', name, 'cat', '/etc/ssh/ssh_host_ed25519_key.pub'])
  writeFileSync(knownHosts, `${host} ${hostKey}`)
  // ssh takes the home folder from the list of users, not from HOME.
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${folder}/config "$@"\n`)
  chmodSync(join(folder, 'ssh'), 0o755)
  const { NODE_TEST_CONTEXT, ...outside } = process.env
  const env = { ...outside, PATH: `${folder}:${process.env.PATH}` }

  const vm: Vm = {
    name,
    host,
    env,
    knownHosts,
    ssh: (args, input = '') => run('ssh', [`vcm@${host}`, ...args], { env, input }),
    asRoot: script => succeed(['exec', name, 'bash', '-c', script]),
    async reboot() {
      await succeed(['restart', '--time', '5', name])
      await answers()
    },
    async keep() {
      await vm.asRoot('rm /first-start')
      await succeed(['commit', name, ready])
    },
    async remove() {
      await succeed(['rm', '--force', '--volumes', name])
      await succeed(['network', 'rm', name])
      rmSync(folder, { recursive: true })
    },
  }
  const answers = () => until('an answer of sshd', async () => (await vm.ssh(['true'])).code === 0)
  await answers()
  if (image === ready) await haveBaseImage(vm)
  return vm
}

/** Saves the VM from fetching it, and works where no registry is reached. */
async function haveBaseImage({ name }: Vm): Promise<void> {
  await until('the Docker of the VM', async () => (await docker(['exec', name, 'docker', 'info'])).code === 0)
  if ((await docker(['exec', name, 'docker', 'image', 'inspect', baseImage])).code === 0) return
  if ((await docker(['image', 'inspect', baseImage])).code !== 0) await succeed(['pull', baseImage])
  await run('sh', ['-c', `docker save ${baseImage} | docker exec -i ${name} docker load`])
}

type Setting = { env?: NodeJS.ProcessEnv; input?: string; cwd?: string }

/** Runs a program to its end, without a terminal. */
export async function run(
  program: string,
  args: string[],
  { env, input = '', cwd }: Setting = {},
): Promise<Ended> {
  const child = spawn(program, args, { env: env ?? process.env, cwd: cwd ?? repository, detached: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => {
      output += text
    })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { code, output }
}
