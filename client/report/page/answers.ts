import type { Answer, Result } from '../../call.ts'
import type { Entry } from '../../command-line/roster.ts'
import type { Host } from '../../run/grade.ts'

/** What the page shows of an answer. */
export type Excerpt = { status: number; reason: string; body: string }

/** Characters of a body, and of the words behind a status, that the page shows: four hundred hosts stay a few MB. */
const most = { body: 500, reason: 80 }

export type Answers = {
  /** Takes what the page needs from the answer to a host's next call. */
  keep: (host: Host, result: Result) => void
  /** What is kept of a host's answers, in the order of its results; undefined where there was none. */
  of: (entry: Entry) => (Excerpt | undefined)[]
}

export function keepAnswers(): Answers {
  const kept = new Map<Entry, (Excerpt | undefined)[]>()
  return {
    keep({ entry }, { answer }) {
      const excerpts = kept.get(entry) ?? []
      excerpts.push(answer && excerptOf(answer))
      kept.set(entry, excerpts)
    },
    of: entry => kept.get(entry) ?? [],
  }
}

function excerptOf({ status, reason, body }: Answer): Excerpt {
  const text = body
    .slice(0, 2 * most.body)
    .replaceAll('\r\n', '\n')
    .trim()
  return { status, reason: beginningOf(reason, most.reason), body: beginningOf(text, most.body) }
}

/** A slice of a text keeps the whole text in memory: only its bytes make a text of its own. */
function beginningOf(text: string, length: number): string {
  const cut = text.length > length ? `${text.slice(0, length)}…` : text
  return Buffer.from(cut).toString()
}
