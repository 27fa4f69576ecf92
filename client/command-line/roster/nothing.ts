/** What people write where there is nothing to write. */
const nothing = /^(#?n\/?a|none|no|nil|null|nothing|not yet|tbd|todo|x+|keine?|[-–—_.?]+)$/i

export function isNothing(text: string): boolean {
  return nothing.test(text)
}
