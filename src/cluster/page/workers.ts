import { byId, element, setText } from './dom.ts'
import { age, count, duration, memory } from './format.ts'
import type { Status, WorkerStatus } from './sent.ts'

type Figure = (worker: WorkerStatus) => string

const figures: Record<string, Figure> = {
  Requests: ({ requests }) => count(requests),
  Refused: ({ requestsRefused }) => count(requestsRefused),
  'In flight': ({ requestsInFlight }) => count(requestsInFlight),
  Connections: ({ openConnections }) => count(openConnections),
  'Loop delay': ({ eventLoopDelayMs }) => duration(eventLoopDelayMs),
  Memory: ({ residentMemoryBytes }) => memory(residentMemoryBytes),
  Age: ({ ageSeconds }) => age(ageSeconds),
  Generation: ({ generation }) => String(generation),
}

type Row = {
  item: HTMLElement
  state: HTMLElement
  bar: HTMLElement
  rate: HTMLElement
  cells: Map<string, HTMLElement>
}

const rows = new Map<number, Row>()

/**
 * Shows each worker, with a bar for its share of the requests.
 *
 * @param rates requests of the last second, by the worker's id
 */
export function showWorkers({ workers }: Status, rates: Map<number, number>): void {
  const most = Math.max(1, ...rates.values())
  for (const [id, { item }] of rows)
    if (!workers.some(worker => worker.id === id)) {
      item.remove()
      rows.delete(id)
    }
  for (const worker of workers) {
    const row = rows.get(worker.id) ?? newRow(worker)
    const rate = rates.get(worker.id) ?? 0
    row.item.dataset.state = worker.state
    setText(row.state, stateOf(worker))
    row.bar.style.width = `${(100 * rate) / most}%`
    setText(row.rate, `${count(rate)} a second`)
    for (const [name, cell] of row.cells) setText(cell, figures[name]?.(worker) ?? '')
  }
}

function newRow({ id, pid }: WorkerStatus): Row {
  const state = element('span', { class: 'state' })
  const bar = element('div', { class: 'bar' })
  const rate = element('p', { class: 'rate' })
  const cells = new Map(Object.keys(figures).map(name => [name, element('dd')]))
  const list = element('dl')
  for (const [name, cell] of cells) list.append(element('div', {}, element('dt', {}, name), cell))
  const title = element('h3', {}, `Worker ${id} `, element('small', {}, `pid ${pid} `), state)
  const track = element('div', { class: 'track', 'aria-hidden': 'true' }, bar)
  const item = element('li', { 'data-pid': String(pid) }, title, track, rate, list)
  byId('workers').append(item)
  const row = { item, state, bar, rate, cells }
  rows.set(id, row)
  return row
}

/** A stale worker serves until its successor does. */
function stateOf({ state, stale }: WorkerStatus): string {
  return stale && state === 'ready' ? 'ready, to be replaced' : state
}
