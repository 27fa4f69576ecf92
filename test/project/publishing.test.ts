/** The workflow that publishes the images, as far as it can be followed without GitHub; and who keeps them up to date. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { parse } from 'yaml'

const project = resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(project, file), 'utf8')

/** A copy may have its own page, which promises something else. */
const security = existsSync(join(project, '.github/SECURITY.md')) ? read('.github/SECURITY.md') : ''
const ofSecurity = { skip: !security.includes('cosign verify') && 'SECURITY.md names no command' }

interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Record<string, unknown>
}

describe('publishing', () => {
  const { on, permissions, jobs } = parse(read('.github/workflows/publish.yml'))
  const steps: Step[] = jobs.image.steps
  const called = (name: string) => steps.find(step => step.name?.startsWith(name)) ?? {}

  test('happens for a tag of a version, and for nothing else', () => {
    const pattern: string = on.push.tags[0]
    assert.deepEqual(on, { push: { tags: [pattern] } })
    // GitHub's own patterns: a dot is a dot, and the whole name has to fit.
    const fits = new RegExp(`^${pattern.replaceAll('.', '\\.')}$`)
    for (const tag of ['v1.2.3', 'v10.0.12']) assert.match(tag, fits)
    for (const tag of ['v1', 'v1.2', 'v1.2.3-rc.1', 'v1.2.3.4', 'version', 'vendor-1.2.3'])
      assert.doesNotMatch(tag, fits)
  })

  test('may read the code, write packages and prove who it is, and nothing else', () => {
    assert.deepEqual(permissions, {})
    assert.deepEqual(Object.keys(jobs), ['image'])
    assert.deepEqual(jobs.image.permissions, { contents: 'read', packages: 'write', 'id-token': 'write' })
  })

  test('makes an image of each program that the Dockerfile names', () => {
    const programs = jobs.image.strategy.matrix.include.map(({ program }: { program: string }) => program)
    assert.deepEqual(programs, ['api', 'client'])
    for (const program of programs) assert.match(read('Dockerfile'), new RegExp(` AS ${program}$`, 'm'))
  })

  test('pushes for both kinds of processor, with a list of what is inside and how it was made', () => {
    const { platforms, push, sbom, provenance } = called('Build it for every kind').with ?? {}
    assert.deepEqual([platforms, push, sbom, provenance], ['linux/amd64,linux/arm64', true, true, 'mode=max'])
  })

  test('pushes nothing before the image has been seen to start', () => {
    const order = steps.map(({ name, uses }) => name ?? uses?.split('@')[0])
    assert.ok(order.indexOf('See that it starts') < order.indexOf('docker/login-action'))
    const pushing = steps.filter(step => step.with?.push === true)
    assert.deepEqual(pushing, [called('Build it for every kind')])
  })

  test('signs what was pushed by its digest, and checks the signature', () => {
    const { run = '' } = called('Sign it')
    assert.match(run, /cosign sign --yes "\$IMAGE"\ncosign verify "\$IMAGE"/)
    assert.match(read('.github/workflows/publish.yml'), /IMAGE: .*@\$\{\{ steps\.push\.outputs\.digest \}\}/)
  })

  test('is checked with the command of SECURITY.md as the workflow itself checks it', ofSecurity, () => {
    const [command = ''] = security.match(/cosign verify (?:.*\\\n)*.*/) ?? []
    const { run = '' } = called('Sign it')
    const [, , ...told] = argumentsOf(command)
    const [, , ...done] = argumentsOf(run.slice(run.indexOf('cosign verify')))
    assert.notEqual(told.length, 0)
    assert.deepEqual(told, done)
  })

  test('takes no cache, which another run might have filled', () => {
    assert.doesNotMatch(read('.github/workflows/publish.yml'), /cache/)
  })

  test("writes the owner's name in lower case", () => {
    assert.equal(named('Ada-Lovelace/Heart-Rate', 'v1.2.3').name, 'ghcr.io/ada-lovelace/heart-rate/api')
  })

  test('tags a version with its number and as the latest', () => {
    const { version, tags } = named('ada/heart', 'v1.2.3')
    assert.equal(version, '1.2.3')
    assert.equal(tags, 'ghcr.io/ada/heart/api:1.2.3,ghcr.io/ada/heart/api:latest')
  })

  /** What cosign is given by a command, for a tag of the repository that SECURITY.md takes as its example. */
  function argumentsOf(command: string): string[] {
    const env = {
      IMAGE: 'an image',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_WORKFLOW_REF: 'OWNER/REPOSITORY/.github/workflows/publish.yml@refs/tags/v1.2.3',
    }
    const program = `cosign() { printf '%s\\n' "$@"; }\n${command}`
    return execFileSync('bash', ['--norc', '-e', '-c', program], { env, encoding: 'utf8' }).trim().split('\n')
  }

  /** What the step that names the image says, of a repository and a tag. */
  function named(repository: string, tag: string): Record<string, string> {
    const folder = mkdtempSync(join(tmpdir(), 'publishing-'))
    const output = join(folder, 'output')
    const env = { GITHUB_REPOSITORY: repository, GITHUB_REF_NAME: tag, GITHUB_OUTPUT: output, PROGRAM: 'api' }
    try {
      execFileSync('bash', ['--norc', '-e', '-c', called('Name the image').run ?? 'exit 1'], { env })
      const lines = readFileSync(output, 'utf8').trim().split('\n')
      return Object.fromEntries(lines.map(line => line.split(/=(.*)/s)))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
})

describe('an image for another processor than that of the machine that builds it', () => {
  test('needs no emulation: nothing runs in the stages that are made for it', () => {
    const stages = read('Dockerfile')
      .split(/^FROM /m)
      .slice(1)
    const made = stages.filter(stage => / AS (base|api|client)\n/.test(stage))
    assert.equal(made.length, 3)
    for (const stage of made) assert.doesNotMatch(stage, /^RUN /m)
  })

  test('can hold the same packages: none of production is for one kind of machine', () => {
    const { packages } = JSON.parse(read('package-lock.json'))
    const bound = Object.entries<{ dev?: boolean; cpu?: string[]; os?: string[] }>(packages)
      .filter(([, { dev, cpu, os }]) => !dev && (cpu || os))
      .map(([path]) => path)
    assert.deepEqual(bound, [])
  })
})

describe('Dependabot', () => {
  interface Update {
    readonly 'package-ecosystem': string
    readonly directory?: string
    readonly directories?: readonly string[]
    readonly schedule: { readonly interval: string }
    readonly cooldown: { readonly 'default-days': number }
    readonly groups: Record<string, { readonly patterns: readonly string[] }>
  }
  const updates: Update[] = parse(read('.github/dependabot.yml')).updates

  for (const [ecosystem, file] of [
    ['npm', 'package-lock.json'],
    ['docker', 'Dockerfile'],
  ] as const) {
    test(`looks after ${ecosystem} in every folder with a ${file}`, () => {
      const parents = ['/', '/test/', '/test/interop/']
      const folders = ['/', ...parents.flatMap(foldersIn)].filter(folder =>
        existsSync(join(project, folder, file)),
      )
      assert.ok(folders.includes('/'))
      const covered = updates
        .filter(update => update['package-ecosystem'] === ecosystem)
        .flatMap(({ directory, directories = [] }) => [...directories, ...(directory ? [directory] : [])])
      assert.deepEqual(
        folders.filter(folder => !covered.includes(folder)),
        [],
      )
    })
  }

  test('looks after the actions of the workflows', () => {
    assert.ok(updates.some(update => update['package-ecosystem'] === 'github-actions'))
  })

  test('asks once a month, with one pull request for each kind, for versions that are a week old', () => {
    for (const { schedule, cooldown, groups } of updates) {
      assert.equal(schedule.interval, 'monthly')
      assert.ok(cooldown['default-days'] >= 7)
      const [patterns] = Object.values(groups)
      assert.deepEqual(patterns, { patterns: ['*'] })
    }
  })

  test('can read which image the Dockerfile starts from: it follows no variables', () => {
    const images = [...read('Dockerfile').matchAll(/^FROM (?:--platform=\S+ )?(\S+)/gm)].map(
      ([, name]) => name,
    )
    const outside = images.filter(name => name?.includes(':'))
    assert.notEqual(outside.length, 0)
    assert.ok(images.every(name => !name?.includes('$')))
    assert.equal(new Set(outside).size, 1)
  })
})

/** @param parent from the project's root, with a slash at either end */
function foldersIn(parent: string): string[] {
  return readdirSync(join(project, parent), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => `${parent}${name}`)
}
