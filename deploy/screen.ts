import { environmentFile, switchEnvironment } from './environment.ts'
import { askRegistry, hasOtherPackages } from './registry.ts'
import { prune, switchTo, fingerprint as treeFingerprint } from './release.ts'
import {
  askServer,
  environmentOf,
  isServing,
  nodeFromStdin,
  portOf,
  type Runner,
  serverItself,
  sourceFolder,
  within,
} from './runner.ts'
import { quote, type Vm } from './ssh.ts'

/**
 * A command that has the variables of an environment, which never stand on a command line. It runs in sh, as Bash refuses to
 * set some names, such as UID.
 *
 * @param folder what leads from where the command runs to the runner's folder
 */
function withEnvironment(id: string, folder: string, command: string): string {
  if (id === '') return command
  const load = 'while IFS= read -r variable; do export "$variable"; done'
  return `sh -c ${quote(`${load} < ${folder}/${environmentFile(id)}; exec ${command}`)}`
}

/** The lecture's way: Node in a detached screen session that has the service's name. */
export function screenRunner(vm: Vm, service: string): Runner {
  const folder = `deployed/${service}/screen`
  const { run, runOrShow, follow } = within(vm, folder)
  const cli = 'dist/src/cluster/cli.js'
  const pid = '"$(cat server.pid)"'
  // After a reboot the number may be another program's.
  const isRunning = `{ [ -e server.pid ] && grep -q '^${service}: master' /proc/${pid}/cmdline 2> /dev/null; }`
  const ask = (task: string, node = nodeFromStdin) => `${node} ${task} unix:admin.sock`

  return {
    name: 'screen',
    flag: ' --screen',
    folder,
    provisioning: '--node',
    async isProvisioned() {
      const isNewEnough = 'major > 20 || (major === 20 && minor >= 19)'
      const node = `const [major, minor] = process.versions.node.split('.').map(Number); process.exit(${isNewEnough} ? 0 : 1)`
      const check = `node -e "${node}" && npm --version && screen --version`
      return (await vm.run(`(${check}) > /dev/null 2>&1 && echo yes || echo no`)).trim() === 'yes'
    },
    fingerprint: async () => treeFingerprint(serverItself, await run('node --version')),
    async find() {
      const found = await run(`${isRunning} || exit 0; cat settings; readlink app/.current`)
      const [settings, link = ''] = found.split('\n')
      if (!settings) return undefined
      return { release: link.replace('.releases/', ''), settings, isServing: await isServing(this) }
    },
    async build(id) {
      const script = `cd ${sourceFolder}/${id}
        if ${hasOtherPackages('.', '../../app/.current')}; then
          ${askRegistry}
          npm ci --ignore-scripts --no-audit --no-fund 2>&1
        else
          cp -al ../../app/.current/node_modules .
        fi
        npm run build 2>&1
        cd ../..
        mv ${sourceFolder}/${id} app/.releases/${id}`
      await runOrShow('The build', script)
    },
    async check(id, settings) {
      const release = `app/.releases/${id}`
      const command = `node ${release}/${cli} --check-config ${release}/dist/src/main.js:app`
      await run(`scratch=$(mktemp -d)
        trap 'rm -rf "$scratch"' EXIT
        SQLITE_FILE=$scratch/app.db ${withEnvironment(environmentOf(settings), '.', command)} 2>&1`)
    },
    async start(id, settings) {
      await this.stop()
      const files = '--pid ../server.pid --admin unix:../admin.sock'
      const server = `node --enable-source-maps ${cli} --name ${service} --bind 0.0.0.0:${portOf(settings)} ${files} dist/src/main.js:app`
      await run(
        `${switchTo(id)}
        ${switchEnvironment(environmentOf(settings))}
        mkdir -p -m 700 data
        echo ${settings} > settings
        cat > ask-server.cjs
        rm -f server.pid
        [ ! -e server.log ] || mv server.log server.log.before
        export SQLITE_FILE="$PWD/data/app.db"
        (cd app && screen -L -Logfile ../server.log -dmS ${service} ${withEnvironment(environmentOf(settings), '..', server)})
        screen -S ${service} -X logfile flush 1 > /dev/null || true
        until ${ask('serving', 'node ask-server.cjs')} > /dev/null 2>&1; do
          if ! screen -ls ${service} > /dev/null; then
            grep '^Error' server.log >&2 || tail -n 3 server.log >&2
            exit 1
          fi
          sleep 0.2
        done`,
        askServer,
      )
    },
    reload: async id => JSON.parse(await run(`${switchTo(id)}; ${ask('reload')} ${pid}`, askServer)),
    status: async () => JSON.parse(await run(ask('status'), askServer)),
    adminPlace: async () => (await run('echo "$PWD/admin.sock"')).trim(),
    async tidy() {
      await run(prune('app/.releases'))
    },
    // screen has logged what a terminal gets, with carriage returns.
    logs: () => follow("tail -n 100 -F server.log | sed --unbuffered 's/\\r$//'"),
    async stop() {
      await run(`${isRunning} || exit 0
        kill -TERM ${pid}
        for try in $(seq 350); do ${isRunning} || exit 0; sleep 0.1; done
        echo 'The server has not ended within 35 s of being told to.' >&2
        exit 1`)
    },
  }
}
