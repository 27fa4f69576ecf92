import type { Response } from 'express'

type WriteHead = (this: Response, status: number, ...rest: unknown[]) => Response

/**
 * Sends headers with every answer of an app, and the request's id, except for those that the answer sets itself.
 *
 * They are added while the head is written: to set them one by one before that costs more than the rest of most answers.
 * So `res.set()` overrides one, but `res.get()` does not know it.
 *
 * @param response what all responses of the app inherit from
 * @param headers by their names in lower case
 */
export function sendWithEveryAnswer(response: Response, headers: Record<string, string>): void {
  const writeHead = response.writeHead as WriteHead
  const list = Object.entries(headers).flat()
  const names = new Set([...Object.keys(headers), 'x-request-id'])
  const isOther = (text: unknown, index: number) =>
    isText(text) && (index % 2 === 1 || !names.has(text.toLowerCase()))

  const writeHeadWithAll: WriteHead = function (status, ...rest) {
    const { id } = this.req
    const [own] = rest
    // The table of routes answers like this, with all headers in one list. Node answers some requests itself; they have no id.
    if (id !== undefined && this.getHeaderNames().length === 0 && Array.isArray(own)) {
      if (own.every(isOther)) return writeHead.call(this, status, [...list, 'X-Request-Id', id, ...own])
      if (own.every(isText))
        return writeHead.call(this, status, [...without([...list, 'x-request-id', id], own), ...own])
    }
    for (const name of names) {
      const value = name === 'x-request-id' ? id : headers[name]
      if (value !== undefined && !this.hasHeader(name)) this.setHeader(name, value)
    }
    if (!Array.isArray(own)) return writeHead.call(this, status, ...rest)
    replaceHeaders(this, own)
    return writeHead.call(this, status)
  }
  response.writeHead = writeHeadWithAll as Response['writeHead']
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** The headers of a list, names in lower case and values in turn, whose names are not in the other one. */
function without(list: string[], other: string[]): string[] {
  const names = other.filter((_, index) => index % 2 === 0).map(name => name.toLowerCase())
  return list.filter((_, index) => !names.includes(list[index - (index % 2)] as string))
}

/**
 * Where others are set already, Node 20's own writeHead keeps only the last of several headers of one name. What middleware has
 * said of Vary holds besides (RFC 9110, 12.5.5): package cors says that the answer is another one for each origin.
 */
function replaceHeaders(res: Response, list: string[]): void {
  const pairs = list.flatMap((name, i) => (i % 2 === 0 ? [[name, list[i + 1] as string] as const] : []))
  for (const [name] of pairs) if (name.toLowerCase() !== 'vary') res.removeHeader(name)
  for (const [name, value] of pairs) res.appendHeader(name, value)
}
