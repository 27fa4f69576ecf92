import type { Call, Plan } from '../call.ts'
import { RequestException, type Response } from '../requests.ts'
import type { Server } from '../run/server.ts'
import { parseJson } from '../untrusted.ts'
import { lectureCalls } from './lecture.ts'
import { callsOf, DocumentError, isOpenApi } from './openapi.ts'

/** Where frameworks publish their document unless told otherwise, the most common first. */
const usualPaths = [
  '/openapi.json', // FastAPI, APIFlask, Huma
  '/v3/api-docs', // springdoc
  '/api-json', // NestJS
  '/documentation/json', // Fastify
  '/openapi/json', // Elysia
  '/openapi/v1.json', // ASP.NET Core
  '/q/openapi?format=json', // Quarkus
  '/swagger.json', // flask-restx, Express templates
  '/apispec_1.json', // flasgger
]

/**
 * Asks a server what it can do: the document that its `Link` header names (RFC 8631), then the usual places.
 * A server without a document gets the lecture's calls. Documents of other origins are not fetched.
 *
 * @throws {RequestException} if the server does not answer at all
 */
export async function discover(server: Server): Promise<Plan> {
  for (const path of [...(await linkedDocuments(server)), ...usualPaths]) {
    const found = await fetchDocument(server, path)
    if (found === 'no answer') break
    if (found === undefined) continue
    const calls = plannedCalls(found, server)
    if (calls !== undefined) return { calls, source: path.replace(server.baseUrl, '') }
  }
  return { calls: lectureCalls, source: 'the lecture' }
}

/** A document, and from where it came. */
type Found = { document: Record<string, unknown>; url: string }

/** A server that stops answering here is not asked for the other paths, each of which may take as long. */
async function fetchDocument(server: Server, path: string): Promise<Found | 'no answer' | undefined> {
  try {
    const response = await server.send('GET', path)
    const document = response.ok ? parseJson(response.text) : undefined
    return isOpenApi(document) ? { document, url: response.url } : undefined
  } catch (error) {
    if (error instanceof RequestException) return 'no answer'
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A document that cannot be used is as good as none. */
function plannedCalls({ document, url }: Found, { baseUrl }: Server): Call[] | undefined {
  try {
    return callsOf(document, pathOf(baseUrl).replace(/\/+$/, ''), pathOf(url))
  } catch (error) {
    if (error instanceof DocumentError) return undefined
    throw error
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname
}

/** The `service-desc` documents on this server that the front page links to. */
async function linkedDocuments(server: Server): Promise<string[]> {
  const { headers, url: pageUrl } = await frontPage(server)
  const links = (headers.get('link') ?? '').slice(0, 2000).matchAll(/<([^>]*)>((?:[^,"]|"[^"]*")*)/g)
  return [...links]
    .filter(([, , parameters = '']) => relationsOf(parameters).includes('service-desc'))
    .filter(([, target = '']) => URL.canParse(target, pageUrl))
    .map(([, target = '']) => new URL(target, pageUrl))
    .filter(({ origin }) => origin === new URL(server.baseUrl).origin)
    .map(({ href }) => href)
}

function relationsOf(parameters: string): string[] {
  return /;\s*rel\s*=\s*"?([^";]*)/i.exec(parameters)?.[1]?.trim().split(/\s+/) ?? []
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
