/** The element with this id, which page.html has. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`page.html has no #${id}`)
  return element
}

/** A new element. Texts are texts: nothing that the server says is ever read as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...content)
  return made
}

/** Sets an element's text only when it has changed: a screen reader reads it out again otherwise. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text
}
