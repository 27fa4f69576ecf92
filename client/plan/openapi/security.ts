import { asText, isObject } from '../../untrusted.ts'
import { resolved } from './reference.ts'

/**
 * The credentials that an operation wants, as a call has them; undefined if it can be called without any. What the
 * operation says itself goes before what the document says of all.
 */
export function securityOf(
  document: Record<string, unknown>,
  operation: Record<string, unknown>,
): string[][] | undefined {
  const security = operation.security ?? document.security
  if (!Array.isArray(security)) return undefined
  const alternatives = security.filter(isObject).map(Object.keys)
  if (alternatives.length === 0 || alternatives.some(names => names.length === 0)) return undefined
  const { securitySchemes } = isObject(document.components) ? document.components : {}
  const schemes = isObject(securitySchemes) ? securitySchemes : {}
  return alternatives.map(names =>
    names.map(name =>
      wantedBy(resolved(document, Object.hasOwn(schemes, name) ? schemes[name] : undefined), name),
    ),
  )
}

function wantedBy(scheme: Record<string, unknown> | undefined, name: string): string {
  switch (scheme?.type) {
    case 'http': {
      const word = asText(scheme.scheme).toLowerCase()
      return word === 'bearer' || word === 'basic' ? word : `http ${asText(scheme.scheme)}`
    }
    case 'apiKey':
      return asText(scheme.in) + (scheme.name === name ? ` ${name}` : ` ${asText(scheme.name)} as ${name}`)
    // In the end, both give a token.
    case 'oauth2':
    case 'openIdConnect':
      return 'bearer'
    case 'mutualTLS':
      return 'a certificate of the client'
    default:
      return `${name}, which the document does not describe`
  }
}
