import { z } from 'zod'
import { bearer, from, route, sameSecret, text, varies } from '../../src/http.ts'
import { add, change, find, remove, search } from './note-store.ts'

/** Whoever has the token of the environment's API_TOKEN. */
const user = bearer(token => (sameSecret(token, process.env.API_TOKEN) ? { id: 'team' } : undefined))

const title = text(1, 100)
const content = text(0, 10_000)
const note = z.object({ id: z.int(), title, content, author: z.string(), created: z.iso.datetime() })
const byId = z.object({ id: z.coerce.number().int() })

/** What the examples show. */
const milk = {
  id: varies(1),
  title: 'Milk',
  content: '',
  author: 'team',
  created: varies('2026-03-09T11:00:00Z'),
}
const noSuchNote = { params: { id: 999_999_999 }, problem: 404 }

const createNote = route('POST /notes', {
  summary: 'Writes a note',
  guard: user,
  body: z.object({ title, content }),
  returns: note,
  status: 201,
  sets: { Location: 'Where the note is' },
  problems: { 409: 'There is a note of this title' },
  examples: [
    { body: { title: 'Milk', content: '' }, returns: milk },
    { body: { title: 'Milk', content: 'Two litres' }, problem: 409 },
  ],
  handler: ({ body, user, reply }) => {
    const added = add({ ...body, author: user.id })
    reply.set('Location', `/notes/${added.id}`)
    return added
  },
})

export const notes = {
  createNote,

  readNote: route('GET /notes/:id', {
    summary: 'Reads a note',
    guard: user,
    params: byId,
    returns: note,
    problems: { 404: 'There is no such note' },
    examples: [{ params: { id: from(createNote, '/id') }, returns: milk }, noSuchNote],
    handler: ({ params }) => find(params.id),
  }),

  listNotes: route('GET /notes', {
    summary: 'Lists the notes, all of them or those whose title contains a text',
    guard: user,
    query: z.object({ title: z.string().default('') }),
    returns: z.array(note),
    examples: [{ query: { title: 'Milk' }, returns: varies([milk]) }],
    handler: ({ query }) => search(query.title),
  }),

  changeNote: route('PATCH /notes/:id', {
    summary: 'Changes a note, all of it or a part',
    guard: user,
    params: byId,
    body: z.object({ title: title.optional(), content: content.optional() }),
    returns: note,
    problems: { 404: 'There is no such note', 409: 'There is another note of this title' },
    examples: [
      {
        params: { id: from(createNote, '/id') },
        body: { content: 'Two litres' },
        returns: { ...milk, content: 'Two litres' },
      },
      { ...noSuchNote, body: {} },
    ],
    handler: ({ params, body }) => change(params.id, body),
  }),

  deleteNote: route('DELETE /notes/:id', {
    summary: 'Deletes a note',
    guard: user,
    params: byId,
    returns: z.null(),
    status: 204,
    problems: { 404: 'There is no such note' },
    examples: [{ params: { id: from(createNote, '/id') }, returns: null }, noSuchNote],
    handler: ({ params }) => remove(params.id),
  }),
}
