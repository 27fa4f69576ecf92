import type { Call, Plan, Result } from '../call.ts'
import type { Roster } from '../command-line/roster.ts'
import type { Grade, Host } from '../run/grade.ts'
import type { Paint } from './colour.ts'

/** An output format: text, NDJSON, CSV. Every format is told the same, and prints of it what it has a form for. */
export type Format = (output: Output) => Report

/** Where a report goes, and what it may look like there. */
export type Output = {
  write: (text: string) => void
  /** Beside the output: only a person who waits at a terminal needs to see this. */
  progress: { isTTY?: boolean; write: (text: string) => unknown }
  paint: Paint
  /** Whether the output is a terminal, whose lines are short. */
  isTerminal: boolean
  verbose: boolean
  /** Begin with a byte order mark. */
  bom: boolean
}

export type Report = {
  /** Begins the report of one server's run; a format that prints only rosters has none. */
  server?: BeginServerReport
  /** Begins the report of a roster. */
  roster: BeginRosterReport
}

export type BeginServerReport = (plan: AnnouncedPlan) => ServerReport

export type BeginRosterReport = (roster: AnnouncedRoster) => RosterReport

export type ServerReport = {
  /** Told of each result as soon as it is there. */
  result: (result: Result) => void
  /** Told at the end, of all results in the order of the calls. */
  end: (results: Result[]) => void
}

export type RosterReport = {
  /** Told of each result as soon as it is there; hosts are mixed. Its answer is not kept. */
  result: (host: Host, result: Result) => void
  /** Told of each host as soon as it is done. */
  grade: (grade: Grade) => void
  /** Told at the end, of all hosts in the roster's order; `ms` milliseconds after the start. */
  end: (grades: Grade[], ms: number) => void
  /** Says something behind it that is no part of the table: beside the output, where that is for programs. */
  remark: (text: string) => void
}

export type AnnouncedPlan = Plan & {
  baseUrl: string
  /** How many times all the calls are made. */
  repeat: number
}

export type AnnouncedRoster = Roster & {
  /** The calls that are made to each host. */
  calls: Call[]
}
