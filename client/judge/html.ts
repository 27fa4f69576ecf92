import { oneLine } from '../untrusted.ts'

/** Whether a body is a web page, whatever its content type says. */
export function isHtml(body: string): boolean {
  return /^\s*(<!doctype html|<html|<head|<title|<h1)/i.test(body)
}

/**
 * What a web page says, in a line. Of Werkzeug's debug page that is the last line of the traceback, which stands
 * whole in a comment at the page's end: `NameError: name 'sqrt' is not defined`.
 */
export function htmlSummary(body: string): string {
  const traceback = body.lastIndexOf('Traceback (most recent call last)')
  const commentEnd = body.indexOf('-->', traceback)
  if (traceback >= 0 && commentEnd >= 0) {
    const lines = body.slice(traceback, commentEnd).trim().split('\n')
    return oneLine(decoded(lines.at(-1) ?? ''))
  }
  const title = between(body, '<title', '</title') || between(body, '<h1', '</h1')
  // Express shows the stack below the title Error.
  const text = title.trim() === 'Error' ? between(body, '<pre', '<br').split('\n')[0] || title : title
  return oneLine(decoded(text))
}

/** What a web page is called that came in place of JSON. */
export function htmlInsteadOfJson(body: string): string {
  const summary = htmlSummary(body)
  return summary === '' ? 'an HTML page instead of JSON' : `an HTML page instead of JSON: ${summary}`
}

/** The first paragraph: where Flask's error pages say what was wrong with the request. */
export function htmlParagraph(body: string): string {
  return oneLine(decoded(between(body, '<p', '</p')))
}

/** The text of the first such element; plain searches, as a regular expression over a foreign page may take for ever. */
function between(body: string, open: string, close: string): string {
  const page = body.slice(0, 20_000)
  const start = page.toLowerCase().indexOf(open)
  const contentStart = page.indexOf('>', start) + 1
  const end = page.toLowerCase().indexOf(close, contentStart)
  if (start < 0 || contentStart === 0 || end < 0) return ''
  return page.slice(contentStart, end).replace(/<[^<>]*>/g, '')
}

function decoded(text: string): string {
  const characters: Record<string, string> = {
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#x27': "'",
    amp: '&',
  }
  return text.replace(/&(\w+|#\w+);/g, (entity, name: string) =>
    Object.hasOwn(characters, name) ? (characters[name] ?? entity) : entity,
  )
}
