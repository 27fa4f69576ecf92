import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { serve } from './servers.ts'

type Reply = { status: number; body?: unknown; headers?: Record<string, string>; type?: string }

/** A server of notes, as its test sees it. */
export type Notes = {
  host: string
  /** Method and path of each request for a note, in the order of their arrival. */
  asked: string[]
  /** How many notes there are. */
  count: () => number
}

const json = (rest: object) => ({ 'application/json': rest })
const note = { type: 'object', properties: { id: { type: 'string' } }, required: ['id', 'text'] }
const noteOf = (example: string, value: object) =>
  json({ schema: note, examples: { [example]: { value, 'x-varies': ['/id'] } } })
const id = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  examples: { missing: { value: 'none' } },
}
const missing = {
  description: 'There is none',
  content: {
    'application/problem+json': {
      schema: { type: 'object', required: ['detail'] },
      examples: {
        missing: { value: { status: 404, detail: 'There is no note none.' }, 'x-varies': ['/detail'] },
      },
    },
  },
}
const link = (operationId: string) => ({
  operationId,
  parameters: { 'path.id': '$response.body#/id' },
  'x-examples': ['made'],
})

/** CRUD whose paths stand in an order in which they cannot be called. */
export const notesDocument = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes/{id}': {
      delete: {
        operationId: 'deleteNote',
        parameters: [id],
        responses: { 204: { description: 'Gone' }, 404: missing },
      },
      get: {
        operationId: 'readNote',
        parameters: [id],
        responses: { 200: { content: noteOf('made', { id: '1', text: 'buy milk' }) }, 404: missing },
      },
    },
    '/health': { get: { responses: { 200: { content: json({ example: { status: 'ok' } }) } } } },
    '/notes': {
      post: {
        operationId: 'createNote',
        requestBody: {
          required: true,
          content: json({ examples: { milk: { value: { text: 'buy milk' } }, empty: { value: {} } } }),
        },
        responses: {
          201: {
            headers: { Location: { required: true, schema: { type: 'string' } } },
            content: noteOf('milk', { id: '1', text: 'buy milk' }),
            links: { readNote: link('readNote'), deleteNote: link('deleteNote') },
          },
          400: { content: json({ examples: { empty: { value: { error: 'no text' } } } }) },
        },
      },
    },
  },
}

/** Serves notes below a base path, and a document that describes them, until the test is over. */
export async function serveNotes(
  t: TestContext,
  {
    document = notesDocument as object,
    create = undefined as ((id: string) => Reply) | undefined,
    basePath = '',
  } = {},
): Promise<Notes> {
  const notes = new Map<string, object>()
  const asked: string[] = []
  let made = 0
  const answer = async (request: IncomingMessage, path: string): Promise<Reply> => {
    if (path === '/openapi.json') return { status: 200, body: document }
    if (path === '/health') return { status: 200, body: { status: 'ok' } }
    const [, folder, key] = path.split('/')
    if (folder !== 'notes') return { status: 404 }
    asked.push(`${request.method} ${path}`)
    if (request.method === 'POST') {
      const { text: words } = JSON.parse(await text(request))
      if (words === undefined) return { status: 400, body: { error: 'no text' } }
      made += 1
      const fresh = `n${made}`
      notes.set(fresh, { id: fresh, text: words })
      const reply = {
        status: 201,
        body: notes.get(fresh),
        headers: { location: `${basePath}/notes/${fresh}` },
      }
      return create?.(fresh) ?? reply
    }
    const found = notes.get(key ?? '')
    if (found === undefined) {
      const body = { status: 404, detail: `There is no note ${key}.` }
      return { status: 404, body, type: 'application/problem+json' }
    }
    if (request.method !== 'DELETE') return { status: 200, body: found }
    notes.delete(key ?? '')
    return { status: 204 }
  }
  const host = await serve(t, async (request, response) => {
    const path = (request.url ?? '').slice(basePath.length)
    const { status, body, headers = {}, type = 'application/json' } = await answer(request, path)
    response.writeHead(status, { 'content-type': type, ...headers })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  })
  return { host: host + basePath, asked, count: () => notes.size }
}
