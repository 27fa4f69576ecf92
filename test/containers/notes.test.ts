/** What becomes of notes under docker-compose.yml, with SQLite and with the PostgreSQL of deploy/postgres.yml. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { get } from '../cluster/faults/load.ts'
import { until } from '../cluster/wait.ts'
import { newProject, succeed } from './docker.ts'

const databases = {
  SQLite: [],
  PostgreSQL: ['docker-compose.yml', 'deploy/postgres.yml'],
}

for (const [database, files] of Object.entries(databases)) {
  describe(database, async () => {
    const project = await newProject(database.toLowerCase(), files)

    before(() => up('--build'))

    after(() => project.remove())

    async function up(...flags: string[]): Promise<void> {
      const { code, stderr } = await project.compose('up', ...flags, '--detach', '--wait', 'api')
      assert.equal(code, 0, stderr)
    }

    async function titles(): Promise<string[]> {
      const notes = (await (await fetch(`${project.url}/notes`)).json()) as { title: string }[]
      return notes.map(({ title }) => title)
    }

    test('all four workers see the note that one has written', async () => {
      const added = await fetch(`${project.url}/notes`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ title: 'Of one worker', text: 'for all' }),
      })
      assert.equal(added.status, 201)
      const note = await added.json()
      const seenBy = new Set<string>()
      await until('an answer of each worker', async () => {
        const path = added.headers.get('location') ?? ''
        // Each over a connection of its own, so that another worker may accept it.
        const { body, headers } = await get({ port: Number(new URL(project.url).port), path })
        assert.deepEqual(JSON.parse(body), note)
        seenBy.add(String(headers['x-served-by']))
        return seenBy.size === 4
      })
    })

    test('down and up keep the notes', async () => {
      await project.compose('down')
      await up()
      assert.deepEqual(await titles(), ['Of one worker'])
    })

    test('down -v forgets them', async () => {
      await project.compose('down', '-v')
      await up()
      assert.deepEqual(await titles(), [])
    })

    if (database === 'PostgreSQL') {
      test('up prints a call for every endpoint, as without it', async () => {
        const { code, stdout, stderr } = await project.compose('up', '--exit-code-from', 'client')
        assert.equal(code, 0, stderr)
        assert.match(stdout, /✓ POST \/notes +201 /)
        assert.match(stdout, /\| (\d+) calls: \1 ok/)
      })

      test('the database is not published, and no other service reaches it', async () => {
        await up()
        const id = await project.container('database')
        assert.equal((await succeed(['port', id])).trim(), '')
        const script = `fetch('http://database:5432/').catch(error => console.log(error.cause.code))`
        const run = ['run', '--rm', '--no-deps', '--entrypoint', 'node', 'client', '-e', script]
        assert.match((await project.compose(...run)).stdout, /^(ENOTFOUND|EAI_AGAIN)$/m)
      })

      test('PostgreSQL runs without a capability, cannot get one, and writes to its volume and to no other file', async () => {
        const id = await project.container('database')
        const look = 'cat /proc/1/status; ! touch /etc/written && touch /tmp/written'
        const status = await succeed(['exec', id, 'sh', '-c', look])
        assert.match(status, /^CapEff:\s*0000000000000000$/m)
        assert.match(status, /^NoNewPrivs:\s*1$/m)
        assert.doesNotMatch(status, /^Uid:\s*0\b/m)
      })

      test('no environment tells the password of the database, and no log', async () => {
        for (const service of ['api', 'database']) {
          const id = await project.container(service)
          const environment = await succeed(['inspect', '--format', '{{json .Config.Env}}', id])
          assert.doesNotMatch(environment + (await succeed(['logs', id])), /for-trying-out/)
        }
      })
    }
  })
}
