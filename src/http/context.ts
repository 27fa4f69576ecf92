import type { Response } from 'express'
import type { Logger } from 'pino'
import { log } from '../log.ts'

/**
 * What a handler gets besides the parsed values. The log and the signal are made only when a handler asks for them, and
 * most never do. It is a class, because getters are cheap only where all objects share them.
 */
export class Context {
  /** The request's id, which its answer and its log lines carry. */
  readonly id: string
  readonly #res: Response
  #signal: AbortSignal | undefined

  constructor(res: Response) {
    this.id = res.req.id
    this.#res = res
  }

  /** A log whose lines carry the request's id. */
  get log(): Logger {
    return log.child({ id: this.id })
  }

  /** Aborts when the caller hangs up before the answer is sent. */
  get signal(): AbortSignal {
    this.#signal ??= hangUpSignal(this.#res)
    return this.#signal
  }
}

function hangUpSignal(res: Response): AbortSignal {
  const hangUp = new AbortController()
  const abort = () => {
    if (!res.writableFinished) hangUp.abort()
  }
  if (res.closed) abort()
  else res.once('close', abort)
  return hangUp.signal
}
