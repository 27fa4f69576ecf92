/** Where the author's and the service's name stand. Each function takes a text and gives one, so that it can be done again. */

const string = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/

/** The table, with another author in the entry of GET /name; undefined if it has no such entry. */
export function renameAuthor(table: string, author: string): string | undefined {
  const start = table.indexOf("route('GET /name'")
  if (start === -1) return undefined
  const next = table.indexOf("route('", start + 1)
  const end = next === -1 ? table.length : next
  const literal = new RegExp(`(\\bname:\\s*)(?:${string.source})`, 'g')
  const entry = table.slice(start, end).replace(literal, (_, key) => key + JSON.stringify(author))
  return table.slice(0, start) + entry + table.slice(end)
}

/** A README, with another author in what the client prints and another service in its title, if that was the old name. */
export function renameReadme(readme: string, names: { from: string; to: string; author?: string }): string {
  const { from, to, author } = names
  const titled = readme.startsWith(`# ${from}\n`) ? `# ${to}${readme.slice(from.length + 2)}` : readme
  if (author === undefined) return titled
  return titled.replace(/\{"name":"(?:[^"\\]|\\.)*"\}/g, () => JSON.stringify({ name: author }))
}

/** package.json or package-lock.json, with another name. */
export function renamePackage(json: string, name: string): string {
  const content = JSON.parse(json)
  content.name = name
  if (content.packages?.['']) content.packages[''].name = name
  return `${JSON.stringify(content, null, 2)}\n`
}

/** What is wrong with the name of an author, in words for whoever typed it. */
export function faultOfAuthor(name: string): string | undefined {
  if (name.trim() === '') return 'A name has at least one character.'
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return 'A name has no line breaks and no control characters.'
  if ([...name].length > 200) return 'A name has at most 200 characters.'
  return undefined
}

/** npm's rules for a package that is not scoped: https://docs.npmjs.com/cli/configuring-npm/package-json#name */
export function faultOfService(name: string, dependencies: string[]): string | undefined {
  if (dependencies.includes(name)) return `${name} is a package that this service uses: choose another name.`
  if (/^[a-z0-9][a-z0-9._-]{0,213}$/.test(name) && !['node_modules', 'favicon.ico'].includes(name))
    return undefined
  const instead = asService(name)
  const proposal = instead === '' || instead === name ? 'heart-rate' : instead
  return `npm takes lower-case letters, digits and dashes, not ${JSON.stringify(name)}. Say ${proposal}, for example.`
}

/** The nearest name that npm takes, or nothing. */
export function asService(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  const dashed = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return dashed.slice(0, 214)
}
