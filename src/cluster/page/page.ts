/** The page of the admin port: it shows what the supervisor says, once a second, and changes nothing there. */
import { showCharts } from './charts.ts'
import { byId, setText } from './dom.ts'
import { showLines } from './events.ts'
import { showFigures } from './figures.ts'
import { clock } from './format.ts'
import { joined } from './history.ts'
import { ratesBetween } from './rates.ts'
import type { Sample, Second, Status } from './sent.ts'
import { watch } from './watch.ts'
import { showWorkers } from './workers.ts'

let samples: readonly Sample[] = []
let before: Status | undefined

watch({
  onStart({ app, node, pid, status, samples: kept, lines }) {
    document.title = app
    setText(byId('app'), app)
    setText(byId('runs'), `Node ${node}, supervisor ${pid}`)
    before = status
    samples = joined(samples, kept)
    showLines(lines)
    showState(stateOf(status), 'here')
  },
  onSecond: show,
  onLine: line => showLines([line]),
  onSilence(since) {
    const when = since ? ` since ${clock(since)}` : ''
    showState(`No answer from the server${when}. Trying again.`, 'gone')
  },
})

function show({ status, sample }: Second): void {
  samples = joined(samples, [sample])
  showFigures(status, sample)
  showWorkers(status, ratesBetween(before, status))
  showCharts(samples)
  showState(stateOf(status), 'here')
  before = status
}

function showState(text: string, presence: 'here' | 'gone'): void {
  document.body.dataset.server = presence
  setText(byId('state'), text)
}

function stateOf({ phase, ready, lastReload }: Status): string {
  if (phase !== 'serving') return phase === 'lame-duck' ? 'Told to stop: still serving' : 'Stopping'
  if (lastReload?.outcome === 'in progress') return `Reloading: generation ${lastReload.generation}`
  return ready ? 'Serving' : 'Not ready'
}
