/** What the supervisor sends to those who watch: all that the page knows of it. */

/** When a page begins to watch. */
export type Start = {
  /** `MODULE:EXPORT`, or the server's --name. */
  app: string
  /** Its version. */
  node: string
  pid: number
  status: Status
  /** The last five minutes, oldest first. */
  samples: readonly Sample[]
  lines: readonly Line[]
}

/** Once a second. */
export type Second = { status: Status; sample: Sample }

/** What the page reads of /status. */
export type Status = {
  phase: 'serving' | 'lame-duck' | 'stopping'
  ready: boolean
  generation: number | null
  workersWanted: number
  shortage: string | null
  workers: WorkerStatus[]
  lastReload: { generation: number; outcome: 'in progress' | 'complete' | 'abandoned' } | null
}

export type WorkerStatus = {
  id: number
  pid: number
  generation: number
  state: 'booting' | 'ready' | 'draining' | 'killed'
  stale: boolean
  ageSeconds: number
  requests: number
  requestsRefused: number
  requestsInFlight: number
  openConnections: number
  eventLoopDelayMs: number
  residentMemoryBytes: number
}

/** One second. Counts are of that second, times in milliseconds. */
export type Sample = {
  /** Seconds since 1970, as charts take it. */
  time: number
  requests: number
  /** Of these, refused for overload. */
  refused: number
  /** Lines of the log that could not be written. */
  lostLines: number
  /** Half of the answers came within p50, 99 of 100 within p99; null without an answer, or if the app measures none. */
  p50: number | null
  p99: number | null
  /** Answers from 400 up by status, refusals included. */
  errors: Record<string, number>
  /** Workers that were replaced. */
  replaced: number
}

/** A line of the supervisor's log; each comes at once. */
export type Line = {
  /** ISO 8601. */
  time: string
  level: 'info' | 'warn' | 'error' | 'fatal'
  text: string
  /** A stack or a reason, which may have several lines. */
  detail?: string
}
