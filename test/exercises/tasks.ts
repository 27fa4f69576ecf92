import { z } from 'zod'
import { bearer, from, route, sameSecret, text, varies } from '../../src/http.ts'
import { add, change, find, remove, search } from './task-store.ts'

/** Whoever has the token of the environment's API_TOKEN. */
const user = bearer(token => (sameSecret(token, process.env.API_TOKEN) ? { id: 'team' } : undefined))

const title = text(1, 100)
const content = text(0, 10_000)
const task = z.object({ id: z.int(), title, content, author: z.string(), created: z.iso.datetime() })
const byId = z.object({ id: z.coerce.number().int() })

/** What the examples show. */
const milk = {
  id: varies(1),
  title: 'Milk',
  content: '',
  author: 'team',
  created: varies('2026-03-09T11:00:00Z'),
}
const noSuchTask = { params: { id: 999_999_999 }, problem: 404 }

const createTask = route('POST /tasks', {
  summary: 'Writes a task',
  guard: user,
  body: z.object({ title, content }),
  returns: task,
  status: 201,
  sets: { Location: 'Where the task is' },
  problems: { 409: 'There is a task of this title' },
  examples: [
    { body: { title: 'Milk', content: '' }, returns: milk },
    { body: { title: 'Milk', content: 'Two litres' }, problem: 409 },
  ],
  handler: ({ body, user, reply }) => {
    const added = add({ ...body, author: user.id })
    reply.set('Location', `/tasks/${added.id}`)
    return added
  },
})

export const tasks = {
  createTask,

  readTask: route('GET /tasks/:id', {
    summary: 'Reads a task',
    guard: user,
    params: byId,
    returns: task,
    problems: { 404: 'There is no such task' },
    examples: [{ params: { id: from(createTask, '/id') }, returns: milk }, noSuchTask],
    handler: ({ params }) => find(params.id),
  }),

  listTasks: route('GET /tasks', {
    summary: 'Lists the tasks, all of them or those whose title contains a text',
    guard: user,
    query: z.object({ title: z.string().default('') }),
    returns: z.array(task),
    examples: [{ query: { title: 'Milk' }, returns: varies([milk]) }],
    handler: ({ query }) => search(query.title),
  }),

  changeTask: route('PATCH /tasks/:id', {
    summary: 'Changes a task, all of it or a part',
    guard: user,
    params: byId,
    body: z.object({ title: title.optional(), content: content.optional() }),
    returns: task,
    problems: { 404: 'There is no such task', 409: 'There is another task of this title' },
    examples: [
      {
        params: { id: from(createTask, '/id') },
        body: { content: 'Two litres' },
        returns: { ...milk, content: 'Two litres' },
      },
      { ...noSuchTask, body: {} },
    ],
    handler: ({ params, body }) => change(params.id, body),
  }),

  deleteTask: route('DELETE /tasks/:id', {
    summary: 'Deletes a task',
    guard: user,
    params: byId,
    returns: z.null(),
    status: 204,
    problems: { 404: 'There is no such task' },
    examples: [{ params: { id: from(createTask, '/id') }, returns: null }, noSuchTask],
    handler: ({ params }) => remove(params.id),
  }),
}
