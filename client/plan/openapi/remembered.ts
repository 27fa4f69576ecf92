import { isObject } from '../../untrusted.ts'

type Described = Record<string, unknown>

/**
 * What is made of an object of a document, made once for each: many operations refer to one answer or parameter.
 *
 * @param make is told the document, too, as references in the object lead into it
 */
export function remembered<Made>(
  make: (document: unknown, described: Described) => Made,
): (document: unknown, described: Described) => Made {
  const known = new WeakMap<object, WeakMap<object, Made>>()
  return (document, described) => {
    if (!isObject(document)) return make(document, described)
    const ofDocument = known.get(document) ?? new WeakMap<object, Made>()
    known.set(document, ofDocument)
    const found = ofDocument.get(described)
    if (found !== undefined) return found
    const made = make(document, described)
    ofDocument.set(described, made)
    return made
  }
}
