/** A part of a page, between two comments with its name, which one program writes and the others leave alone. */
const start = (name: string) => `<!-- ${name}: written by npm run ${name} -->`
const end = (name: string) => `<!-- end of ${name} -->`

/** The part of that name with its comments; empty if the page has none. */
export function sectionOf(page: string, name: string): string {
  const from = page.indexOf(start(name))
  const to = page.indexOf(end(name), from)
  return from < 0 || to < 0 ? '' : page.slice(from, to + end(name).length)
}

/** The page with this text in the part of that name. A new part comes last. */
export function withSection(page: string, name: string, text: string): string {
  const section = `${start(name)}\n${text.trim()}\n${end(name)}`
  const before = sectionOf(page, name)
  return before === '' ? `${page.trimEnd()}\n\n${section}\n` : page.replace(before, () => section)
}
