/**
 * A part of a page, between two comments with its name, which one program writes and the others leave alone. The first comment
 * may say more, such as who writes it.
 */
const start = (name: string) => new RegExp(`<!-- ${name}(: [^>]*)? -->`)
const end = (name: string) => `<!-- end of ${name} -->`

/** The part of that name with its comments; empty if the page has none. */
export function sectionOf(page: string, name: string): string {
  const from = page.search(start(name))
  const to = page.indexOf(end(name), from)
  return from < 0 || to < 0 ? '' : page.slice(from, to + end(name).length)
}

/** The page with this text in the part of that name. A new part comes last. */
export function withSection(page: string, name: string, text: string): string {
  const before = sectionOf(page, name)
  const [first = `<!-- ${name}: written by npm run ${name} -->`] = start(name).exec(before) ?? []
  const section = `${first}\n${text.trim()}\n${end(name)}`
  return before === '' ? `${page.trimEnd()}\n\n${section}\n` : page.replace(before, () => section)
}
