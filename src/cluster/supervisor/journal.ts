/**
 * What the supervisor says. Each line goes to the log, and the last ones stay here for those who look at the page of the admin
 * port, whatever the log's level leaves out.
 */
import { log as written } from '../../log.ts'
import type { Line } from '../page/sent.ts'

/** Lines that are kept: a night with a crash every other minute. */
const mostLines = 200

type Level = Line['level']
type Details = { worker?: number | undefined; stack?: string | undefined; reason?: string; err?: unknown }
type Said = [text: string] | [details: Details, text: string]

const kept: Line[] = []
const followers = new Set<(line: Line) => void>()

/** The log, for the supervisor. */
export const log = { info: say('info'), warn: say('warn'), error: say('error'), fatal: say('fatal') }

/** The last lines, oldest first. */
export function lastLines(): readonly Line[] {
  return kept
}

/** @returns what ends it */
export function followLines(follower: (line: Line) => void): () => void {
  followers.add(follower)
  return () => void followers.delete(follower)
}

/** Keeps a line that is not for the log, as a worker writes it there itself. */
export function remember(level: Level, text: string, detail?: string): void {
  const line = { time: new Date().toISOString(), level, text, ...(detail && { detail }) }
  if (kept.push(line) > mostLines) kept.shift()
  for (const follower of followers) follower(line)
}

function say(level: Level): (...said: Said) => void {
  return (...said) => {
    const [details, text] = said.length === 1 ? [{}, said[0]] : said
    written[level](details, text)
    remember(level, text, detailOf(details))
  }
}

function detailOf({ stack, reason, err }: Details): string | undefined {
  return stack ?? reason ?? (err instanceof Error ? err.message : undefined)
}
