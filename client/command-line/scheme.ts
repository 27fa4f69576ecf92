const slips = /^(https?)\s*(?:[:;]{1,2}\s*[/\\]+|[/\\]{2,})\s*(?=[^/\\\s])/i

/**
 * An address whose beginning can only mean one thing, as it is meant: `http:/vcm-1`, `http//vcm-1`, `http:\\vcm-1`,
 * `//vcm-1`, `http://http://vcm-1`. Others are given back as they are.
 */
export function withScheme(address: string): string {
  const mended = address.replace(slips, '$1://').replace(/^[/\\]{2,}(?=[^/\\\s])/, '')
  const inner = /^https?:\/\/(https?[:;/\\].*)$/is.exec(mended)?.[1]
  const isDoubled = inner !== undefined && slips.test(inner)
  return isDoubled ? withScheme(inner) : mended
}
