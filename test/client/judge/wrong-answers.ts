import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from '../lecture-server.ts'
import { runLecture, wrong } from '../run-lecture.ts'

/** A handler that takes the place of one of the lecture's, and what must be said of its answer. */
type WrongAnswer = [
  title: string,
  route: string,
  handler: Route,
  problem: RegExp,
  word: string,
  hint?: RegExp,
]

export const html = { 'content-type': 'text/html' }

/** A test for each. */
export function testWrongAnswers(cases: WrongAnswer[]): void {
  for (const [title, route, handler, problem, word, hint] of cases) {
    test(title, async t => {
      const result = wrong(await runLecture(t, { [route]: handler }))
      assert.match(result.problems[0] ?? '', problem)
      assert.equal(result.word, word)
      if (hint !== undefined) assert.match(result.hint ?? '', hint)
    })
  }
}
