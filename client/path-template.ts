/** Paths with parameters in braces, as OpenAPI writes them: `/notes/{id}`. */
import { percentDecoded } from './untrusted.ts'

/** The names of the parameters. */
export function parameterNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
}

/** Puts in what is known of the parameters, percent-encoded as it is given; the others stay. */
export function filledPath(template: string, textNamed: (name: string) => string | undefined): string {
  return template.replace(/\{([^{}]*)\}/g, (whole, name: string) => textNamed(name) ?? whole)
}

/**
 * What a path has in the places of the parameters; undefined if it does not fit. A part between two slashes may have one
 * parameter, so that no path takes long to compare.
 */
export function pathValues(template: string, path: string): Map<string, string> | undefined {
  const parts = template.split('/')
  const segments = path.split('/').map(percentDecoded)
  if (parts.length !== segments.length) return undefined
  const values = new Map<string, string>()
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? ''
    const [, before = '', name, after = ''] = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(part) ?? []
    if (name === undefined) {
      if (percentDecoded(part) !== segment) return undefined
      continue
    }
    const isLonger = segment.length > before.length + after.length
    if (!isLonger || !segment.startsWith(before) || !segment.endsWith(after)) return undefined
    values.set(name, segment.slice(before.length, segment.length - after.length))
  }
  return values
}
