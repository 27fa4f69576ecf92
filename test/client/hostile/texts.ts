/**
 * Texts that lead elsewhere, steer a terminal, or are wrong where an address, a pattern or a number belongs.
 *
 * @param host where they lead, with its port
 * @param name the end of the path that they have there
 */
export function hostileTexts(host: string, name: string): string[] {
  return [
    `http://${host}/${name}`,
    `//${host}/${name}`,
    `/\\${host}/${name}`,
    `\\\\${host}\\${name}`,
    `@${host}/${name}`,
    `:1@${host}/${name}`,
    `.${host}/${name}`,
    `http:${host}/${name}`,
    `http:/${host}/${name}`,
    `\thttp://${host}/${name}`,
    `/../..//${host}/${name}`,
    `/%2e%2e/%2f${host}/${name}`,
    `?http://${host}/${name}`,
    `#http://${host}/${name}`,
    `{http://${host}/${name}}`,
    `http://${host}/openapi.json#/paths/~1${name}`,
    '\u001b[2J\u0007\u009b2J\u0085\u2028\u202e\u2066',
    'a\r\nX-More: 1\r\n\r\n',
    '=HYPERLINK("http://a.invalid")',
    '^(a+)+$',
    '$response.body#/id',
    '$request.header.authorization',
    '{$url}',
    '\ud800',
    '%',
    '%zz',
    '1e999',
    '/',
    'é 世界 👋',
  ]
}
