/**
 * What an error of a database means to whoever called the service: whether the database is away or full, which passes, or
 * the program is wrong. Node's codes for the network, those of the package postgres, PostgreSQL's SQLSTATE
 * (https://www.postgresql.org/docs/17/errcodes-appendix.html) and SQLite's (https://sqlite.org/rescode.html).
 */
import { Problem } from '../http.ts'

/** Seconds after which a caller may try again. */
const retryAfter = '1'

const unreachable =
  /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|CONNECTION_|CONNECT_TIMEOUT$|08|57P0|28|3D)/
const busy = /^(53300|53400|40001|40P01|55P03|57014)$/
const full = /^(53100|53200)$/
const notText = '22021'

/** SQLite's primary codes, which are the lower byte of an `errcode`. */
const sqlite = { busy: 5, locked: 6, readOnly: 8, ioError: 10, full: 13, cannotOpen: 14 }
const sqliteUnique = [1555, 2067]

type DatabaseError = Error & { code?: string; errcode?: number }

/**
 * The answer to a call that failed for the sake of the database: 503 with Retry-After while it cannot be reached or has too
 * much to do, 507 when its disk is full. Any other error is given back as it is.
 */
export function problemOfDatabase(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error
  const { code = '', errcode } = error as DatabaseError
  const problem = errcode === undefined ? problemOfCode(code) : problemOfErrcode(errcode & 0xff)
  return problem === undefined ? error : Object.assign(problem, { cause: error })
}

function problemOfCode(code: string): Problem | undefined {
  if (full.test(code)) return diskIsFull()
  if (busy.test(code)) return tooBusy()
  if (unreachable.test(code)) return later('The database cannot be reached.')
  if (code === notText) return new Problem(400, 'A text holds the character NUL, which cannot be kept.')
  return undefined
}

function problemOfErrcode(errcode: number): Problem | undefined {
  switch (errcode) {
    case sqlite.busy:
    case sqlite.locked:
      return tooBusy()
    case sqlite.full:
      return diskIsFull()
    case sqlite.readOnly:
    case sqlite.ioError:
    case sqlite.cannotOpen:
      return later('The file of the database cannot be used.')
    default:
      return undefined
  }
}

/** Too many calls want the database at once. */
export function tooBusy(): Problem {
  return later('The database has too much to do.')
}

function later(detail: string): Problem {
  return new Problem(503, `${detail} Try again later.`, { headers: { 'Retry-After': retryAfter } })
}

function diskIsFull(): Problem {
  return new Problem(507, 'The disk of the database is full. Nothing was written.')
}

/** Whether a row was refused because a column that must be unique has its value already. */
export function isTaken(error: unknown): boolean {
  const { code, errcode } = error as DatabaseError
  return code === '23505' || (errcode !== undefined && sqliteUnique.includes(errcode))
}
