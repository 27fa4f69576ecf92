import { withoutSlashAtEnd } from '../../requests/url.ts'
import { asText, isObject } from '../../untrusted.ts'

/**
 * What the document's `servers` put in front of every path, below the path of the base URL. Of a server, only the path
 * counts: the host is the one that was typed.
 *
 * @param basePath the path of the base URL, which is not repeated when `servers` name it, too
 * @param documentPath where the document was read, from which a relative URL such as `.` leads on
 */
export function serverPath(servers: unknown, basePath: string, documentPath: string): string {
  const server: unknown = Array.isArray(servers) ? servers[0] : undefined
  if (!isObject(server) || typeof server.url !== 'string' || server.url === '') return ''
  const variables = isObject(server.variables) ? server.variables : {}
  const url = server.url.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
    return isObject(variable) ? asText(variable.default) : ''
  })
  const document = `http://localhost${documentPath}`
  if (!URL.canParse(url, document)) return ''
  const path = withoutSlashAtEnd(new URL(url, document).pathname)
  // What stands behind `mailto:` is no path.
  if (path === basePath || !path.startsWith('/')) return ''
  const isRelative = !/^([a-z][a-z0-9+.-]*:|\/)/i.test(url)
  if (!isRelative) return path
  // Above the base URL nothing is called.
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : ''
}
