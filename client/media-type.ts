/** A media type without its parameters, in lower case: of `Text/HTML; charset=utf-8`, it is `text/html`. */
export function mediaType(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** Whether a media type is one of a list, in which `*` stands for any part. Source: RFC 9110, section 12.5.1. */
export function isAmong(contentType: string, ranges: string[]): boolean {
  const type = mediaType(contentType)
  return ranges.map(mediaType).some(range => {
    if (range === '*/*' || range === type) return true
    return range.endsWith('/*') && type.startsWith(range.slice(0, -1))
  })
}

/** Media types of one thing after the other, which need not come to an end. */
const streams = new Set([
  'text/event-stream',
  'multipart/x-mixed-replace',
  'application/json-seq',
  'application/jsonl',
  'application/ndjson',
  'application/x-ndjson',
])

export function isStream(type: string): boolean {
  return streams.has(mediaType(type))
}
