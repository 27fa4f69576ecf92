import type { Sample } from '../speed/measure.ts'
import { onPostgres, onTwoConnections } from '../speed/notes-servers.ts'
import { median, ratio } from '../speed/statistics.ts'

/** What `npm run bench -- --json` prints: samples by phase, setting and server, one for each round. */
export type Run = {
  facts: string[]
  results: Record<string, Record<string, Record<string, Sample[]>>>
}

/** What one kind of request costs, medians of all rounds. */
export type Cost = {
  kind: string
  /** Requests a second that a worker answers which has a core to itself and is never idle: a second by their CPU time. */
  perWorker: number
  /** MB of a worker, with its share of the supervisor's and of what all of them share (PSS). */
  memory: number
  /** Bytes of an answer with its head. */
  answer: number
  /** Bytes in the log. */
  logged: number
  /** Of the database, if it is asked. */
  database?: {
    /** Microseconds of its CPU time. */
    cpu: number
    /** How many times as much of its own CPU time a worker with two connections takes as one with ten. */
    onTwoConnections: number
  }
}

const ours = 'this template'
/** Of the phases that tell memory and new connections. */
const workers = 4

/**
 * @throws {Error} if the run has left out a phase that is needed
 */
export function costsOf(run: Run): Cost[] {
  function samplesOf(phase: string, setting: string, server: string, measure: keyof Sample): number[] {
    const samples = run.results[phase]?.[setting]?.[server]
    if (!samples) throw new Error(`The run has no figures of "${phase}": it needs one without --only.`)
    return samples.map(sample => sample[measure] ?? Number.NaN)
  }
  const of = (phase: string, setting: string, server: string) => (measure: keyof Sample) =>
    median(samplesOf(phase, setting, server, measure))
  const mix = of('one worker', 'mix, apart', ours)
  const loaded = of('start and memory', 'mix', ours)
  const reconnecting = of('new connections', 'hello', ours)

  const ofNotes = (kind: string, setting: string): Cost => {
    const note = of('notes', setting, onPostgres)
    const onTwo = ratio(
      samplesOf('notes', setting, onTwoConnections, 'cpu'),
      samplesOf('notes', setting, onPostgres, 'cpu'),
    )
    return {
      kind,
      perWorker: perSecond(note('cpu')),
      memory: note('memory'),
      answer: note('answer'),
      logged: note('logged'),
      database: { cpu: note('databaseCpu'), onTwoConnections: onTwo.median },
    }
  }
  return [
    {
      kind: 'the three calls of the lecture in turn',
      perWorker: perSecond(mix('cpu')),
      memory: loaded('memory') / workers,
      answer: mix('answer'),
      logged: mix('logged'),
    },
    {
      kind: 'a greeting, each on a new connection',
      perWorker: perSecond(reconnecting('cpu')),
      memory: loaded('memory') / workers,
      answer: reconnecting('answer'),
      logged: reconnecting('logged'),
    },
    ofNotes('a note is read', 'read, apart'),
    ofNotes('a note is added', 'add, apart'),
  ]
}

/** @param cpu microseconds */
function perSecond(cpu: number): number {
  return 1e6 / cpu
}
