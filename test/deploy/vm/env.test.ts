/** `npm run deploy -- --env FILE`: the variables reach the service, and come to light nowhere; and the data outlive releases. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { get } from '../../cluster/faults/load.ts'
import { until } from '../../cluster/wait.ts'
import { type Ended, startReadyVm, type Vm } from './machine.ts'
import { newProject, type Project } from './project.ts'

let vm: Vm
let project: Project

/** Not written out, so that only who has been told can print it. */
const secretPart = ['told', 'by', 'a', 'test', process.pid].join('-')
/** With everything that one of the readers on the way might take for something else. */
const secret = `${secretPart} $HOME \${PATH} $$ \`id\` "quoted" \\n \\ # & | ; é 漢 100% `
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

before(async () => {
  vm = await startReadyVm()
  project = newProject()
  // It does not load without its secret, tells its variables by hashes, and writes beside SQLITE_FILE.
  project.commit('src/main.ts', code =>
    code
      .replace(
        /^/,
        `import { createHash } from 'node:crypto'
        import { appendFileSync, readFileSync } from 'node:fs'
        import { dirname } from 'node:path'
        const hash = (text = '') => createHash('sha256').update(text).digest('hex')
        if (!process.env.API_TOKEN) throw new Error('API_TOKEN is not set')
        if (process.env.GREETING?.startsWith('wrong')) throw new Error('no use for ' + process.env.GREETING)\n`,
      )
      .replace(
        'app.use(answerProblems())',
        `app.get('/variable/:name', (request, response) => void response.send(hash(process.env[request.params.name])))
        app.get('/kept', (request, response) => {
          const file = dirname(process.env.SQLITE_FILE ?? '') + '/kept'
          appendFileSync(file, 'x')
          response.send(readFileSync(file, 'utf8'))
        })\n$&`,
      ),
  )
})

after(async () => {
  project.remove()
  await vm.remove()
})

/** Writes the file of --env on the laptop. */
function write(lines: Record<string, string>): void {
  const content = Object.entries(lines).map(([name, value]) => {
    const quote = value.includes("'") ? '"' : "'"
    return `${name}=${quote}${value}${quote}\n`
  })
  writeFileSync(join(project.folder, 'production.env'), content.join(''), { mode: 0o600 })
}

for (const [runner, flags] of [
  ['Docker', []],
  ['screen', ['--screen']],
] as const) {
  describe(`with ${runner}`, () => {
    const folder = `/home/vcm/deployed/express-service-template/${runner.toLowerCase()}`
    const withEnv = ['--env', 'production.env']
    const body = async (path: string) => (await get({ host: vm.host, port: 5000, path })).body
    const variable = (name: string) => body(`/variable/${name}`)
    const used = async () => (await vm.asRoot(`readlink ${folder}/env/current`)).trim()
    const outputs: string[] = []

    async function deploy(...more: string[]): Promise<Ended> {
      const ended = await project.deploy(vm, ...flags, ...more)
      outputs.push(ended.output)
      return ended
    }

    /** Deploys, to success, and returns the output. */
    async function succeed(...more: string[]): Promise<string> {
      const { code, output } = await deploy(...more)
      assert.equal(code, 0, output)
      return output
    }

    after(async () => {
      await deploy('--down')
      await vm.asRoot(`rm -r ${folder}/env`)
    })

    test('an app that needs a variable is refused without it, before anything is started', async () => {
      const { code, output } = await deploy()
      assert.equal(code, 1)
      assert.match(output, /deploy: error: .*API_TOKEN is not set/)
      assert.doesNotMatch(output, /starting it/)
    })

    test('with --env it starts, and the output names the variables', async () => {
      write({ API_TOKEN: secret, UID: '7', GREETING: "it's '$HOME'" })
      assert.match(
        await succeed(...withEnv),
        /with the variables of production\.env: API_TOKEN, GREETING, UID\n/,
      )
    })

    test('each value arrives as it is', async () => {
      assert.equal(await variable('API_TOKEN'), hash(secret))
      assert.equal(await variable('GREETING'), hash("it's '$HOME'"))
      assert.equal(await variable('UID'), hash('7'))
    })

    test('on the VM they are in one file, which its user alone may read', async () => {
      const found = await vm.asRoot(
        `grep --recursive --files-with-matches -- ${secretPart} /home /tmp /var/log /etc || true`,
      )
      assert.equal(found.trim(), `${folder}/env/${await used()}`)
      const modes = await vm.asRoot(`cd ${folder}; stat --format '%U %a' env env/$(readlink env/current)`)
      assert.equal(modes, 'vcm 700\nvcm 600\n')
    })

    test("the page's command tells their names, and no value", async () => {
      const page = readFileSync(join(import.meta.dirname, '../../../docs/deploy.md'), 'utf8')
      const command = /^ {4}laptop\$ ssh \S+ '(cut .*)'$/m.exec(page)?.[1] ?? ''
      const { output } = await vm.ssh([command.replace('deployed/*/*/', `${folder}/`)])
      assert.equal(output, 'API_TOKEN\nGREETING\nUID\n')
    })

    test('no command line has a value, neither while it is deployed nor afterwards', async () => {
      await vm.asRoot(`cat > /watch <<'end'
        while [ ! -e /watched ]; do cat /proc/[0-9]*/cmdline 2> /dev/null | tr '\\0' ' ' | grep -ao '[t]oken-[a-z-]*' >> /seen; sleep 0.1; done
end
        rm -f /watched /seen; bash /watch > /dev/null 2>&1 &`)
      // A harmless command shows that the watch sees what passes by.
      await vm.asRoot("bash -c 'sleep 0.5; : token-seen'")
      write({ API_TOKEN: 'token-of-a-command-line', UID: '7', GREETING: 'hello' })
      await succeed(...withEnv)
      await vm.asRoot('touch /watched')
      assert.equal(await variable('API_TOKEN'), hash('token-of-a-command-line'))
      assert.deepEqual([...new Set((await vm.asRoot('cat /seen')).trim().split('\n'))], ['token-seen'])
    })

    test('a changed file restarts it, and the output says why', async () => {
      const old = await used()
      write({ API_TOKEN: secret, GREETING: 'bonjour' })
      assert.match(await succeed(...withEnv), /restarting it: another than before: its variables \(--env\)\n/)
      assert.equal(await variable('GREETING'), hash('bonjour'))
      assert.equal(await variable('UID'), hash(''))
      assert.notEqual(await used(), old)
    })

    test('the values before are gone from the VM', async () => {
      assert.equal((await vm.asRoot(`ls ${folder}/env`)).trim(), [await used(), 'current'].join('\n'))
    })

    test('with an unchanged file a HUP is enough, and what is stored is kept', async () => {
      const stored = await body('/kept')
      assert.match(await succeed(...withEnv), /\(HUP\)/)
      assert.equal(await body('/kept'), `${stored}x`)
    })

    test('without --env an update keeps them', async () => {
      assert.match(await succeed(), /\(HUP\)/)
      assert.equal(await variable('API_TOKEN'), hash(secret))
    })

    test('no log has had a value, as long as the app does not write one itself', async () => {
      const logs = runner === 'Docker' ? 'docker logs $(docker ps --quiet)' : `cat ${folder}/server.log*`
      const text = await vm.asRoot(`${logs} 2>&1`)
      assert.match(text, /"msg":"Listening at: /)
      assert.ok(!text.includes(secretPart), text)
    })

    test('values that the app refuses change nothing, and the error does not show them', async () => {
      const before = await used()
      const wrong = `wrong-${secretPart}`
      write({ API_TOKEN: secret, GREETING: wrong })
      const { code, output } = await deploy(...withEnv)
      assert.equal(code, 1)
      assert.match(output, /deploy: error: .*no use for \(GREETING\).*goes on serving\.\n$/)
      assert.equal(await variable('GREETING'), hash('bonjour'))
      assert.equal((await vm.asRoot(`ls ${folder}/env`)).trim(), [before, 'current'].join('\n'))
    })

    test('nor does the error of an update without --env', async () => {
      project.commit(
        'src/main.ts',
        code => `${code}\nthrow new Error('no use for ' + process.env.API_TOKEN)\n`,
      )
      const { code, output } = await deploy()
      project.undo()
      assert.equal(code, 1)
      assert.match(output, /deploy: error: .*no use for \(API_TOKEN\)/)
    })

    test('what is stored outlives a restart, a stop and old releases, in a folder for its user alone', async () => {
      const stored = await body('/kept')
      await succeed('--down')
      await succeed()
      await succeed()
      assert.equal(await body('/kept'), `${stored}x`)
      const place =
        runner === 'Docker' ? '/var/lib/docker/volumes/express-service-template_data/_data' : `${folder}/data`
      assert.match(await vm.asRoot(`stat --format %a ${place}; ls ${place}`), /^700\n(.*\n)*kept\n/)
    })

    test('a file that cannot be used changes nothing on the VM', async () => {
      const state = () => vm.asRoot(`cd ${folder}; ls env app/.releases; readlink app/.current`)
      const before = await state()
      write({ API_TOKEN: secret, PORT: '80' })
      const { code, output } = await deploy(...withEnv)
      assert.equal(code, 1)
      assert.match(
        output,
        /deploy: error: production\.env, line 2: leave out PORT, as the port comes from --port\.\n$/,
      )
      assert.equal(await state(), before)
    })

    test('no output of a deployment has had a value', () => {
      assert.ok(outputs.length > 8)
      for (const text of outputs) assert.ok(!text.includes(secretPart), text)
    })

    if (runner === 'Docker')
      test('no image has a value, in its settings or in its history', async () => {
        const images = '$(docker image ls --quiet express-service-template)'
        const told = await vm.asRoot(
          `docker image inspect ${images}; for image in ${images}; do docker history --no-trunc $image; done`,
        )
        assert.match(told, /ENTRYPOINT/)
        assert.ok(!told.includes(secretPart))
      })

    test('a reboot keeps them', {
      skip: runner === 'screen' && 'screen itself does not come back',
    }, async () => {
      const stored = await body('/kept')
      await vm.reboot()
      await until('an answer', async () => (await get({ host: vm.host, port: 5000 })).outcome === 'ok', 120)
      assert.equal(await variable('API_TOKEN'), hash(secret))
      assert.equal(await body('/kept'), `${stored}x`)
    })
  })
}
