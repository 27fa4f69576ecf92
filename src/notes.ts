import { z } from 'zod'
import { from, type Routes, route, text as textOf, varies } from './http.ts'
import { add, change, find, list, remove } from './notes/queries.ts'

/** PostgreSQL keeps no NUL in a text, so neither does SQLite here. */
const withoutNul = /^[^\u0000]*$/u
const noNul = 'a text without the character NUL'
const title = textOf(1, 100).regex(withoutNul, noNul)
const text = textOf(0, 10_000).regex(withoutNul, noNul)
const content = z.object({ title, text })
const note = z.object({ id: z.int(), title, text, created: z.iso.datetime() })
const byId = z.object({ id: z.coerce.number().int() })

/** What the examples show. */
const milk = {
  id: varies(1),
  title: 'Example: milk',
  text: 'Two litres',
  created: varies('2026-03-09T11:00:00Z'),
}
const unknownNote = { params: { id: 0 }, problem: 404 }
const noSuchNote = { 404: 'There is no such note' }
const unavailable = { 503: 'The database is away or too busy: try again later' }

const addNote = route('POST /notes', {
  summary: 'Adds a note, which the service keeps',
  headers: z.object({ 'idempotency-key': textOf(1, 200).optional() }),
  body: content,
  returns: note,
  status: 201,
  sets: { Location: 'Where the note is' },
  problems: {
    409: 'There is a note of this title',
    422: 'The Idempotency-Key came with another note',
    ...unavailable,
  },
  examples: [
    { headers: {}, body: { title: 'Example: milk', text: 'Two litres' }, returns: milk },
    { headers: {}, body: { title: 'Example: milk', text: '' }, problem: 409 },
  ],
  handler: async ({ body, headers, reply }) => {
    const added = await add(body, headers['idempotency-key'])
    reply.set('Location', `/notes/${added.id}`)
    return added
  },
})

const notes = {
  addNote,

  listNotes: route('GET /notes', {
    summary: 'Lists the notes, all of them or those whose title contains a text, page by page',
    query: z.object({
      title: z.string().regex(withoutNul, noNul).default(''),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      after: z.coerce.number().int().default(0).describe('The id behind which the page begins'),
    }),
    returns: z.array(note),
    sets: { Link: { description: 'The next page, as rel="next", if there is one', required: false } },
    problems: unavailable,
    examples: [{ query: { title: 'milk' }, returns: varies([milk]) }],
    handler: async ({ query, reply }) => {
      const { notes, next } = await list(query)
      const { title, limit } = query
      const page = new URLSearchParams({ ...(title && { title }), limit: `${limit}`, after: `${next}` })
      if (next !== undefined) reply.set('Link', `</notes?${page}>; rel="next"`)
      return notes
    },
  }),

  readNote: route('GET /notes/:id', {
    summary: 'Reads a note',
    params: byId,
    returns: note,
    problems: { ...noSuchNote, ...unavailable },
    examples: [{ params: { id: from(addNote, '/id') }, returns: milk }, unknownNote],
    handler: ({ params }) => find(params.id),
  }),

  changeNote: route('PATCH /notes/:id', {
    summary: 'Changes the title of a note, its text, or both',
    params: byId,
    body: content.partial(),
    returns: note,
    problems: { ...noSuchNote, 409: 'There is another note of this title', ...unavailable },
    examples: [
      {
        params: { id: from(addNote, '/id') },
        body: { text: 'Three litres' },
        returns: { ...milk, text: 'Three litres' },
      },
    ],
    handler: ({ params, body }) => change(params.id, body),
  }),

  removeNote: route('DELETE /notes/:id', {
    summary: 'Removes a note',
    params: byId,
    returns: z.null(),
    status: 204,
    problems: { ...noSuchNote, ...unavailable },
    examples: [{ params: { id: from(addNote, '/id') }, returns: null }, unknownNote],
    handler: ({ params }) => remove(params.id),
  }),
}

/** Open to all. With a guard before them: group({ guard: user }, notes), and docs/sign-in.md says what a guard is. */
export const routes: Routes = notes
export { close, prepare, ready } from './database.ts'
