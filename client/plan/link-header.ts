import { RequestException, type Response } from '../requests.ts'
import type { Server } from '../run/server.ts'

/** Documents that are asked for: each may take its time. */
const mostLinks = 3

/** The `service-desc` documents on this server that the front page links to. */
export async function linkedDocuments(server: Server): Promise<string[]> {
  const { headers, url: pageUrl } = await frontPage(server)
  const links = (headers.get('link') ?? '').slice(0, 2000).matchAll(/<([^>]*)>((?:[^,"]|"[^"]*")*)/g)
  return [...links]
    .filter(([, , parameters = '']) => relationsOf(parameters).includes('service-desc'))
    .filter(([, target = '']) => URL.canParse(target, pageUrl))
    .map(([, target = '']) => new URL(target, pageUrl))
    .filter(({ origin }) => origin === new URL(server.baseUrl).origin)
    .map(({ href }) => href)
    .slice(0, mostLinks)
}

function relationsOf(parameters: string): string[] {
  return /;\s*rel\s*=\s*"?([^";]*)/i.exec(parameters)?.[1]?.split(/\s/) ?? []
}

/** A page whose body breaks off will do, too: only its headers are needed. */
async function frontPage(server: Server): Promise<Response> {
  try {
    return await server.send('GET', '/')
  } catch (error) {
    if (error instanceof RequestException && error.response !== undefined) return error.response
    throw error
  }
}
