/** The tests that a table's examples are can fail themselves. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

type Result = { ok: boolean; skipped: string | undefined; text: string }

const results = resultsOf(`${import.meta.dirname}/fixtures/kept-promises.ts`)

/** The results of the tests in a file, by the names of their suite and their own, run as somebody at a terminal would. */
function resultsOf(file: string): Map<string, Map<string, Result>> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = ['--import', 'tsx', '--test-reporter', 'tap', file]
  const { stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  const suites = new Map<string, Map<string, Result>>()
  let tests = new Map<string, Result>()
  let last: Result | undefined
  for (const line of stdout.split('\n')) {
    const suite = /^# Subtest: (.*)$/.exec(line)?.[1]
    if (suite !== undefined) {
      tests = new Map()
      suites.set(suite, tests)
    }
    const [, not, name, skipped] = /^ {4}(not )?ok \d+ - (.*?)(?: # SKIP (.*))?$/.exec(line) ?? []
    if (name !== undefined) {
      last = { ok: not === undefined, skipped, text: '' }
      tests.set(name, last)
    } else if (last !== undefined) last.text += `${line}\n`
  }
  return suites
}

const created = 'POST /notes answers example1 as the table says'
const again = 'POST /notes answers again as the table says'
const found = 'GET /notes/:id answers example1 as the table says'
const forgotten = 'DELETE /notes/:name answers example1 as the table says'
const greeted = 'GET / answers example1 as the table says'
const refused = 'POST /notes refuses a call that does not sign in'
const all = [again, created, found, forgotten, greeted, refused]

/** What fails of each app, and what it says. */
const broken: Record<string, Record<string, RegExp>> = {
  'all is kept': {},
  'an open entry that would refuse credentials': {},
  'another value': { [found]: /id: 78.*id: 77/s },
  'another text': { [greeted]: /Gruß/ },
  'a text as JSON': { [greeted]: /application\/json/ },
  'no declared header': { [created]: /the answer has no Location/ },
  'a varying part of another type': { [created]: /#\/id: .*"integer"/ },
  'a field beside the varying part': { [created]: /extra/ },
  'another problem': { [again]: /422/ },
  'a good answer for a problem': { [again]: /201/ },
  'a problem for a good answer': { [greeted]: /It sleeps/ },
  'another good status': { [greeted]: /203/ },
  'a guard that lets everybody in': { [refused]: /201/ },
  'a guard that forbids': { [refused]: /403/ },
  'a guard that does not say how to sign in': { [refused]: /./ },
  'other credentials': { [created]: /401/, [again]: /401/ },
  'no credentials': { [created]: /401/, [again]: /401/ },
}

for (const [name, failures] of Object.entries(broken)) {
  test(`${name}: ${Object.keys(failures).join(', ') || 'nothing'} fails`, () => {
    const tests = results.get(name) ?? new Map<string, Result>()
    assert.deepEqual([...tests.keys()].sort(), all.toSorted())
    const failed = [...tests].filter(([, { ok }]) => !ok)
    assert.deepEqual(failed.map(([title]) => title).sort(), Object.keys(failures).sort())
    for (const [title, { text }] of failed) assert.match(text, failures[title] as RegExp)
  })
}

test('what needs an answer that failed is skipped, and says which one', () => {
  const tests = results.get('other credentials')
  for (const title of [found, forgotten])
    assert.equal(
      tests?.get(title)?.skipped?.replaceAll('\\', ''),
      'POST /notes failed, whose answer it needs',
    )
})

test('nothing is skipped where all is kept', () => {
  assert.deepEqual(
    [...(results.get('all is kept')?.values() ?? [])].map(({ skipped }) => skipped),
    all.map(() => undefined),
  )
})

test('an answer that is no problem by its type is none, whatever its status', () => {
  assert.match(
    results.get('a problem that is not described as one')?.get(again)?.text ?? '',
    /application\/json/,
  )
})
