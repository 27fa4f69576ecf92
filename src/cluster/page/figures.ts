import { byId, element, setText } from './dom.ts'
import { count, duration } from './format.ts'
import type { Sample, Status } from './sent.ts'
import { inWordsOf } from './series.ts'

type Figure = (status: Status, sample: Sample) => string

const sum = (status: Status, key: 'openConnections' | 'requestsInFlight') =>
  status.workers.reduce((total, worker) => total + worker[key], 0)

const figures: Record<string, Figure> = {
  'Requests a second': (_status, { requests }) => count(requests),
  'Half within (p50)': (_status, { p50 }) => duration(p50),
  '99 of 100 within (p99)': (_status, { p99 }) => duration(p99),
  'Errors a second': (_status, { errors }) => inWordsOf(errors),
  'In flight': status => count(sum(status, 'requestsInFlight')),
  Connections: status => count(sum(status, 'openConnections')),
  'Workers ready': ({ workers, workersWanted }) =>
    `${workers.filter(({ state }) => state === 'ready').length} of ${workersWanted}`,
  Generation: ({ generation }) => (generation === null ? '–' : String(generation)),
}

const cells = new Map(
  Object.keys(figures).map(name => {
    const cell = element('dd', {}, '–')
    byId('figures').append(element('div', {}, element('dt', {}, name), cell))
    return [name, cell]
  }),
)

/** Shows how the whole server is. */
export function showFigures(status: Status, sample: Sample): void {
  for (const [name, figure] of Object.entries(figures)) {
    const cell = cells.get(name)
    if (cell) setText(cell, figure(status, sample))
  }
  setText(byId('shortage'), status.shortage ?? '')
}
