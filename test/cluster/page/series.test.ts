import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sample } from '../../../src/cluster/page/sent.ts'
import { type Chart, charts, inWordsOf } from '../../../src/cluster/page/series.ts'
import { sample } from './samples.ts'

const samples = [
  sample({ requests: 30, p50: 2, p99: 40, errors: { 404: 2, 503: 4 }, replaced: 1 }),
  sample({}),
  sample({ requests: 10, p50: 3, p99: 9, errors: { 400: 1, 404: 5 }, replaced: 2 }),
]

const chartOf = (title: string) => charts.find(chart => chart.title === title) as Chart

/** The values of a chart's lines for the first sample. */
function values(title: string): Record<string, number | null> {
  const [first] = samples as [Sample]
  const lines = Object.entries(chartOf(title).lines)
  return Object.fromEntries(lines.map(([label, { value }]) => [label, value(first)]))
}

const said: [title: string, words: string, ofNothing: string][] = [
  ['Requests a second', 'now 10, at most 30', 'now 0, at most 0'],
  ['Milliseconds to answer', 'p50 now 3 ms, p99 now 9 ms, at most 40 ms', 'p50 now –, p99 now –, at most –'],
  ['Errors a second', 'in all 400: 1, 404: 7, 503: 4', 'in all 0'],
  ['Workers replaced', 'in all 3', 'in all 0'],
]
for (const [title, ofSamples, ofNothing] of said) {
  test(`${title} in words: ${ofSamples}`, () => {
    assert.equal(chartOf(title).inWords(samples), ofSamples)
    assert.equal(chartOf(title).inWords([]), ofNothing)
  })
}

test('a second without an answer is no quick one', () => {
  const inWords = chartOf('Milliseconds to answer').inWords([sample({})])
  assert.equal(inWords, 'p50 now –, p99 now –, at most –')
})

test('a chart draws a line for each of its figures', () => {
  assert.deepEqual(values('Requests a second'), { requests: 30 })
  assert.deepEqual(values('Milliseconds to answer'), { p50: 2, p99: 40 })
  assert.deepEqual(values('Errors a second'), { '4xx': 2, '5xx': 4 })
  assert.deepEqual(values('Workers replaced'), { replaced: 1 })
})

test('no errors in words are 0', () => {
  assert.equal(inWordsOf({}), '0')
})
