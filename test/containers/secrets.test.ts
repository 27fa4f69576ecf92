/** Where a secret might come to light: in an image, in an answer, on the admin port, in the log. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { until } from '../cluster/wait.ts'
import { docker, succeed } from './docker.ts'

const repository = resolve(import.meta.dirname, '../..')
const targets = ['api', 'client'] as const
const image = (target: string) => `test-secrets-${target}-${process.pid}`
/** Not written out, so that only who has been told can print it. */
const secret = ['planted', 'by', 'a', 'test', process.pid].join('-')
const context = mkdtempSync(join(tmpdir(), 'secrets-'))

before(async () => {
  const parts = ['Dockerfile', '.dockerignore', 'package.json', 'package-lock.json', 'tsconfig.json', 'src']
  for (const part of [...parts, 'client', 'scripts'])
    cpSync(join(repository, part), join(context, part), { recursive: true })
  mkdirSync(join(context, 'data'))
  for (const file of [
    '.env',
    '.env.local',
    '.npmrc',
    'src/.env',
    'client/.env.production',
    'production.env',
    'src/production.env',
    'data/app.db',
    'src/debug.log',
  ]) {
    writeFileSync(join(context, file), `# ${secret}\n`)
  }
  for (const target of targets) {
    const env = { API_TOKEN: secret }
    await succeed(['build', '--quiet', '--target', target, '--tag', image(target), context], env)
  }
})

after(async () => {
  await docker(['rmi', '--force', ...targets.map(image)])
  rmSync(context, { recursive: true })
})

for (const target of targets) {
  describe(`the image of the ${target}`, () => {
    test('holds nothing of what lies about in the folder that it is built from', async () => {
      const { description } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
      assert.deepEqual(await foundIn(image(target), [description, secret]), [description])
    })

    test('tells nothing of the environment that it was built in', async () => {
      const history = await succeed(['history', '--no-trunc', image(target)])
      assert.match(history, /ENTRYPOINT/)
      assert.ok(!history.includes(secret), history)
    })

    test('sets no variable but those that tell versions, paths and addresses', async () => {
      const env = await succeed(['inspect', '--format', '{{json .Config.Env}}', image(target)])
      const names = (JSON.parse(env) as string[]).map(line => line.split('=')[0] ?? '')
      const ours = ['ADMIN_ADDRESS', 'CLIENT_HOST', 'NODE_COMPILE_CACHE', 'NODE_ENV', 'SQLITE_FILE']
      const known = [...ours, 'NODE_VERSION', 'PATH', 'YARN_VERSION']
      assert.deepEqual(
        names.filter(name => !known.includes(name)),
        [],
      )
    })
  })
}

describe('a running server with a secret in its environment, which clients send as well', () => {
  let id: string
  const answers: string[] = []

  before(async () => {
    id = (await succeed(['run', '--detach', '--env', `API_TOKEN=${secret}`, image('api')])).trim()
    const health = ['inspect', '--format', '{{.State.Health.Status}}', id]
    await until('healthy', async () => (await succeed(health)).trim() === 'healthy', 180)
    const headers = {
      Authorization: `Bearer ${secret}`,
      'Proxy-Authorization': `Basic ${secret}`,
      Cookie: `session=${secret}`,
      'X-Api-Key': secret,
    }
    const json = { ...headers, 'Content-Type': 'application/json' }
    const distance = (body: string) => ask(5000, '/distance', { method: 'POST', headers: json, body })
    answers.push(
      await ask(5000, `/name?token=${secret}`, { headers }),
      await ask(5000, '/nothing', { headers }),
      await ask(5000, '/distance', { headers }),
      await distance('{"a":[2,4],"b":[5,6]}'),
      await distance('{"a":'),
      await ask(5000, '/openapi.json', { headers }),
      await ask(5000, '/docs', { headers }),
    )
  })

  after(() => docker(['rm', '--force', id]))

  test('shows it in none of its answers', () => {
    assert.deepEqual(
      answers.map(answer => answer.slice(0, 3)),
      ['200', '404', '405', '200', '400', '200', '200'],
    )
    for (const answer of answers) assert.ok(!answer.includes(secret), answer)
  })

  for (const page of ['/status', '/metrics', '/ready', '/live', '/nothing']) {
    test(`shows it in no answer of its admin port to ${page}`, async () => {
      const answer = await ask(5001, page, {})
      assert.match(answer, page === '/nothing' ? /^404/ : /^200/)
      assert.ok(!answer.includes(secret), answer)
    })
  }

  test('does not write it to its log', async () => {
    const { stdout, stderr } = await docker(['logs', id])
    assert.match(stdout, /"path":"\/distance"/)
    assert.ok(!(stdout + stderr).includes(secret))
  })

  test('does not write it to its log when it prints its settings and when it cannot start', async () => {
    for (const flag of ['--print-config', '--check-config', '--no-such-flag']) {
      const run = ['run', '--rm', '--env', `API_TOKEN=${secret}`, image('api'), flag]
      const { stdout, stderr } = await docker(run)
      assert.ok(!(stdout + stderr).includes(secret), flag)
    }
  })

  /** Status, headers and body of an answer, in one text; asked from inside the container. */
  function ask(port: number, path: string, options: object): Promise<string> {
    const script = `
      const answer = await fetch('http://127.0.0.1:${port}${path}', ${JSON.stringify(options)})
      console.log(answer.status, JSON.stringify([...answer.headers]), await answer.text())`
    return succeed(['exec', id, 'node', '--input-type', 'module', '--eval', script])
  }
})

/** Those of the texts that stand in a file of an image, or in a file's name. */
async function foundIn(name: string, texts: string[]): Promise<string[]> {
  const container = (await succeed(['create', name])).trim()
  const found = new Set<string>()
  try {
    const files = spawn('docker', ['export', container], { stdio: ['ignore', 'pipe', 'inherit'] })
    let end = ''
    for await (const chunk of files.stdout.setEncoding('latin1')) {
      const piece = end + chunk
      for (const text of texts) if (piece.includes(text)) found.add(text)
      end = piece.slice(-200)
    }
  } finally {
    await docker(['rm', container])
  }
  return [...found]
}
