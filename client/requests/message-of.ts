/** What was thrown, in words: an error's message, or the value itself, for JavaScript can throw anything. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
