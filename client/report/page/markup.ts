/** The one way from a text to the page: what others have written can be no markup there, whatever is in it. */
import { hidden } from '../../secrets.ts'
import { printable } from '../../untrusted.ts'

/** No JSON has a symbol for a key: nothing that was received passes for markup. */
const isMarkup = Symbol('markup')

/** Text that a browser may read as HTML. Only `html` makes it. */
export type Markup = { readonly [isMarkup]: string }

type Value = string | number | Markup | Markup[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * A template whose values are texts: of each, secrets are hidden, control characters made visible, and `& < > " '` escaped.
 * Markup and lists of it stay as they are. An attribute's value stands in quotes, and a value never within <script> or <style>.
 */
export function html(literals: TemplateStringsArray, ...values: Value[]): Markup {
  const parts = literals.map((literal, index) => literal + textOf(values[index] ?? ''))
  return { [isMarkup]: parts.join('') }
}

/** Markup as a text, for the file. */
export function sourceOf(markup: Markup): string {
  return markup[isMarkup]
}

/** Our own style sheet, word for word: it is no text for `html`, which would escape it. */
export function styleElement(css: string): Markup {
  return { [isMarkup]: `<style>${css}</style>` }
}

function textOf(value: Value): string {
  if (Array.isArray(value)) return value.map(sourceOf).join('\n')
  return typeof value === 'object' ? sourceOf(value) : escaped(String(value))
}

function escaped(text: string): string {
  return printable(hidden(text)).replace(/[&<>"']/g, character => entities[character] ?? '')
}
