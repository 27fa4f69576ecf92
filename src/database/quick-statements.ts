/** Milliseconds that a quick statement takes at most, on a busy machine, too: as long do those wait that were sent with it. */
const limit = 50

/** An app whose statements have more different texts than this puts values into them. */
const mostTexts = 1000

export type QuickStatements = {
  /** It was quick when it was last executed. */
  has(text: string): boolean
  /** @param took milliseconds from its sending to its answer */
  note(text: string, took: number): void
}

/** Which statements, by their texts, may be sent together with others without making them wait. */
export function createQuickStatements(): QuickStatements {
  const texts = new Set<string>()
  return {
    has: text => texts.has(text),
    note(text, took) {
      if (took > limit) texts.delete(text)
      else if (texts.size < mostTexts) texts.add(text)
    },
  }
}
