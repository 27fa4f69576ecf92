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

/** The server as it is now: what /status shows, too. */
export type Status = {
  /** `lame-duck`: still serving, but telling the load balancer to go elsewhere. */
  phase: 'serving' | 'lame-duck' | 'stopping'
  /** Whether a load balancer should send requests here. */
  ready: boolean
  /** The newest generation that works; null until the first worker is ready. */
  generation: number | null
  workersWanted: number
  /** What the workers have not enough of, and what to do about it. */
  shortage: string | null
  workers: WorkerStatus[]
  /** What became of the last SIGHUP. */
  lastReload: {
    generation: number
    outcome: 'in progress' | 'complete' | 'abandoned'
    reason?: string
    /** ISO 8601. */
    at: string
  } | null
}

export type WorkerStatus = {
  id: number
  pid: number
  generation: number
  /** `killed`: SIGKILL is decided, the exit has not been seen yet. */
  state: 'booting' | 'ready' | 'draining' | 'killed'
  /** Whether a successor is to take its place. */
  stale: boolean
  ageSeconds: number
  requests: number
  requestsRefused: number
  requestsInFlight: number
  openConnections: number
  /** Further ones wait; null where nothing is known to limit them. */
  mostConnections: number | null
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
