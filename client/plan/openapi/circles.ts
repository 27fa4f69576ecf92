/** Remembers what uses what, and tells of each new use whether it would close a circle. */
export function createUses(): { add: (user: string, source: string) => boolean } {
  const sourcesOf = new Map<string, Set<string>>()
  return {
    /** @returns whether it was added: not if the source itself needs the user, directly or through others */
    add(user, source) {
      if (needs(source, user, sourcesOf)) return false
      const sources = sourcesOf.get(user) ?? new Set()
      sourcesOf.set(user, sources.add(source))
      return true
    },
  }
}

function needs(start: string, wanted: string, sourcesOf: Map<string, Set<string>>): boolean {
  const seen = new Set([start])
  for (const each of seen) {
    if (each === wanted) return true
    for (const source of sourcesOf.get(each) ?? []) seen.add(source)
  }
  return false
}
