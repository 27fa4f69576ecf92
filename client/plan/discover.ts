import type { Call, Plan } from '../call.ts'
import { withoutSlashAtEnd } from '../requests/url.ts'
import { BodyTooLarge, RequestException } from '../requests.ts'
import type { Server } from '../run/server.ts'
import { claimsToBe, readDocument } from './document.ts'
import { lectureCalls } from './lecture.ts'
import { linkedDocuments } from './link-header.ts'
import { mostOf } from './most-calls.ts'
import { callsOf, DocumentError } from './openapi.ts'
import { namedOn } from './page.ts'
import { likelyPlaces, otherPlaces, pagePlaces } from './places.ts'

/** Seconds in which a server must have answered at the likely places to be asked at others: a slow one costs no more for them. */
const patience = 5

/** What discovering goes through: what it asks, and what it has found. */
type Search = { server: Server; asked: Set<string>; unread: string[]; hasLecture: boolean }

/**
 * Asks a server what it can do: the document that its `Link` header names (RFC 8631), then the usual places, and the pages that
 * show a document. A server without a document gets the lecture's calls; one with a document that is not read gets none, unless
 * that has the lecture's endpoints. Documents of other origins are not fetched.
 *
 * @throws {RequestException} if the server does not answer at all
 */
export async function discover(server: Server): Promise<Plan> {
  const search: Search = { server, asked: new Set(), unread: [], hasLecture: false }
  const started = performance.now()
  const isQuick = () => performance.now() - started < patience * 1000
  const found =
    (await firstPlan(search, [...(await linkedDocuments(server)), ...likelyPlaces])) ??
    (isQuick() ? await firstPlan(search, otherPlaces, isQuick) : undefined) ??
    (isQuick() ? await planOnPages(search, isQuick) : undefined)
  if (found !== undefined && found !== 'no answer') return found
  const { unread } = search
  if (unread.length === 0) return { calls: lectureCalls, source: 'the lecture' }
  return { calls: search.hasLecture ? lectureCalls : [], source: unread[0] ?? '', unread }
}

/** The plan of the first place that has a document. A server that stops answering is not asked for the others, each of which may take as long. */
async function firstPlan(
  search: Search,
  places: string[],
  goesOn = () => true,
): Promise<Plan | 'no answer' | undefined> {
  for (const path of places) {
    if (!goesOn()) return undefined
    // The front page and others name it by its whole address.
    const place = path.replace(search.server.baseUrl, '')
    if (search.asked.has(place)) continue
    search.asked.add(place)
    const answer = await fetchText(search.server, path)
    if (answer === 'no answer') return answer
    const plan = await planOf(search, place, answer)
    if (plan !== undefined) return plan
  }
  return undefined
}

/** The plan of a document that a page of Swagger UI, Redoc or Scalar names. */
async function planOnPages(search: Search, goesOn: () => boolean): Promise<Plan | 'no answer' | undefined> {
  for (const path of pagePlaces) {
    if (!goesOn()) return undefined
    const page = await fetchText(search.server, path)
    if (page === 'no answer') return page
    if (!page.ok) continue
    const { documents, scripts } = namedOn(page.text, page.url)
    for (const script of scripts) {
      const code = await fetchText(search.server, script)
      if (code !== 'no answer' && code.ok) documents.push(...namedOn(code.text, code.url).documents)
    }
    const found = await firstPlan(search, documents, goesOn)
    if (found !== undefined) return found
  }
  return undefined
}

type Text = { ok: boolean; text: string; url: string; tooLong: boolean }

async function fetchText(server: Server, path: string): Promise<Text | 'no answer'> {
  try {
    const { ok, text, url } = await server.send('GET', path)
    return { ok, text, url, tooLong: false }
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    if (!(error instanceof BodyTooLarge) || error.response === undefined) return 'no answer'
    const { ok, text, url } = error.response
    return { ok, text, url, tooLong: true }
  }
}

/** The plan of an answer that is a document; one that cannot be used is named as what it is. */
async function planOf(search: Search, source: string, answer: Text): Promise<Plan | undefined> {
  if (!answer.ok) return undefined
  const read = await usable(answer, search.server.baseUrl)
  if (read === undefined) return undefined
  if (typeof read !== 'string') return { ...mostOf(read), source }
  search.unread.push(`${source} ${read}`)
  search.hasLecture ||= answer.text.includes('/distance')
  return undefined
}

/** The calls of a document, or why there are none; undefined if it is no document. */
async function usable({ text, url, tooLong }: Text, baseUrl: string): Promise<Call[] | string | undefined> {
  if (tooLong) return claimsToBe(text) ? 'is longer than 1 MiB' : undefined
  const read = await readDocument(text)
  if (read === undefined || 'unread' in read) return read?.unread
  try {
    return callsOf(read.document, withoutSlashAtEnd(pathOf(baseUrl)), pathOf(url))
  } catch (error) {
    if (error instanceof DocumentError) return `is not read: ${error.message}`
    throw error
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname
}
