import type { Part } from '../../call.ts'
import { isObject } from '../../untrusted.ts'
import { resolved } from './reference.ts'
import { text } from './written.ts'

/** How a field of a multipart body is sent: as a file of a media type, or as text of one; undefined for the type's own. */
export type PartKind = { isFile: boolean; mediaType: string | undefined }

/** The kinds of the fields that a schema and its `encoding` describe (3.0.3 and 3.1.1, Encoding Object, contentType). */
export function partKinds(document: unknown, schema: unknown, encoding: unknown): Map<string, PartKind> {
  const kinds = new Map<string, PartKind>()
  for (const part of [schema, ...[resolved(document, schema)?.allOf ?? []].flat()]) {
    const { properties } = resolved(document, part) ?? {}
    for (const [name, property] of Object.entries(isObject(properties) ? properties : {}))
      kinds.set(
        name,
        kindOf(
          document,
          property,
          isObject(encoding) && Object.hasOwn(encoding, name) ? encoding[name] : undefined,
        ),
      )
  }
  return kinds
}

/** The fields of a value as parts: a list is a part for each of its items, an object is JSON. */
export function partsOf(value: unknown, kinds: Map<string, PartKind>): Part[] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, inner]) =>
    [inner].flat().map((item): Part => {
      const { isFile, mediaType } = kinds.get(name) ?? { isFile: false, mediaType: undefined }
      if (isFile) return { name, ...smallFile(mediaType ?? 'application/octet-stream') }
      const type = mediaType ?? (isObject(item) ? 'application/json' : undefined)
      return { name, value: text(item), ...(type !== undefined && { type }) }
    }),
  )
}

function kindOf(document: unknown, property: unknown, encoding: unknown): PartKind {
  const found = resolved(document, property) ?? {}
  const schema = found.items === undefined ? found : (resolved(document, found.items) ?? {})
  const named =
    isObject(encoding) && typeof encoding.contentType === 'string' ? encoding.contentType : undefined
  const mediaType =
    named?.split(',')[0]?.trim() ??
    (typeof schema.contentMediaType === 'string' ? schema.contentMediaType : undefined)
  const isText = /^(text\/plain|application\/json)\b/.test(mediaType ?? 'text/plain')
  // 3.0 has `format: binary`; since 3.1, it is a text without an encoding that has a media type.
  const isBinary = schema.format === 'binary' || (schema.contentEncoding === undefined && !isText)
  return { isFile: isBinary && schema.type !== 'object', mediaType }
}

/** The smallest files that are right: a picture of one point, a page without text. */
function smallFile(mediaType: string): Omit<Part, 'name'> {
  const [type = ''] = mediaType
    .replace(/^image\/\*/, 'image/png')
    .replace('*', 'plain')
    .split(';')
  const found = files.get(type.trim())
  if (found === undefined) return { value: 'file', filename: 'file.bin', type: concrete(mediaType) }
  const [extension, value, isBase64] = found
  return { value, filename: `file.${extension}`, type: type.trim(), ...(isBase64 && { base64: true }) }
}

function concrete(mediaType: string): string {
  return mediaType.includes('*') ? 'application/octet-stream' : mediaType
}

const files = new Map<string, [extension: string, content: string, isBase64?: boolean]>(
  Object.entries({
    'text/plain': ['txt', 'file\n'],
    'text/csv': ['csv', 'a,b\n1,2\n'],
    'text/html': ['html', '<!doctype html><title>file</title>\n'],
    'application/json': ['json', '{}'],
    'application/xml': ['xml', '<file/>'],
    'text/xml': ['xml', '<file/>'],
    'image/svg+xml': ['svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    'image/png': [
      'png',
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      true,
    ],
    'image/gif': ['gif', 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', true],
  }),
)
