import { failures, type Tally } from '../load.ts'
import type { TimeLimit } from '../pace.ts'

/** A running server that a scenario can hurt, whatever it is made of. */
export interface Subject {
  readonly port: number
  /** The pids of the workers that serve. */
  workers(): Promise<number[]>
  /** Asks for a reload of the app; what it does to the traffic is for the clients to tell. */
  reload(): Promise<void>
  /** Replaces the app's file: by one that throws as it is loaded, or by the one it started with. */
  deploy(version: 'works' | 'throws'): Promise<void>
  stop(): Promise<void>
}

export interface Settings {
  /** Workers; 4 unless given. */
  readonly workers?: number
  /** Seconds until a hung worker is killed, where the server knows such a thing; its own default unless given. */
  readonly timeout?: number
  /** Where it logs each request: a file descriptor of this process. Without it nobody asks for a log. */
  readonly stdout?: number
  /** `ulimit -n` of its processes; that of this process unless given. */
  readonly openFiles?: number
  /** Requests after which a worker is replaced, give or take the jitter. */
  readonly recycling?: { readonly requests: number; readonly jitter: number }
}

/** Starts a server and waits until all of its workers serve. */
export type Start = (settings: Settings) => Promise<Subject>

/** What a scenario measured. */
export interface Result {
  readonly tally: Tally
  /** The one figure for a table. */
  readonly figure: string
  /** Measured besides: times, pids, limits. */
  readonly notes: readonly string[]
  /** Each part of the criterion that was not met; empty when it passed. */
  readonly misses: readonly string[]
}

/** One fault under traffic, for any server: the tests run it on ours, the scoreboard on its peers too. */
export interface Scenario {
  readonly id: string
  readonly name: string
  readonly criterion: string
  run(start: Start, timeLimit: TimeLimit): Promise<Result>
}

/** Runs a scenario's body on a server of its own, which is stopped whatever happens. */
export async function withSubject<T>(
  start: Start,
  settings: Settings,
  body: (subject: Subject) => Promise<T>,
): Promise<T> {
  const subject = await start(settings)
  try {
    return await body(subject)
  } finally {
    await subject.stop()
  }
}

/** `3 / 10,212`: failed requests, all requests. */
export function failedOfAll(tally: Tally): string {
  return `${failures(tally).toLocaleString('en')} / ${tally.total.toLocaleString('en')}`
}

/** Whether a full set of 4 workers serves again and none of these is among them. */
export async function areReplaced(subject: Subject, pids: readonly number[]): Promise<boolean> {
  const now = await subject.workers()
  return now.length >= 4 && !now.some(pid => pids.includes(pid))
}

/** The sentences whose condition holds. */
export function missed(parts: readonly [broken: boolean, sentence: string][]): string[] {
  return parts.filter(([broken]) => broken).map(([, sentence]) => sentence)
}
