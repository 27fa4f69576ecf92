// The notes for Fastify with all of our features, in PostgreSQL by the same driver, which prepares each statement once.
import postgres from 'postgres'
import { createServer } from './fastify-same-features.js'

const sql = postgres(process.env.DATABASE_URL)

await sql`
  create table if not exists notes (
    id integer primary key generated always as identity,
    title text not null unique,
    text text not null,
    created timestamptz not null
  )`

const text = maxLength => ({ type: 'string', maxLength, pattern: '^[^\\0]*$' })
const content = { title: { ...text(100), minLength: 1 }, text: text(10_000) }
const note = {
  type: 'object',
  required: ['id', 'title', 'text', 'created'],
  properties: { id: { type: 'integer' }, ...content, created: { type: 'string', format: 'date-time' } },
}
const readNote = {
  params: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
  response: { 200: note },
}
const addNote = {
  headers: {
    type: 'object',
    properties: { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 200 } },
  },
  body: { type: 'object', required: ['title', 'text'], properties: content },
  response: { 201: note },
}

const server = createServer()

server.get('/notes/:id', { schema: readNote }, async ({ params: { id } }) => {
  const [found] = await sql`select id, title, text, created from notes where id = ${id}`
  return found ?? refuse(404, `There is no note ${id}.`)
})

server.post('/notes', { schema: addNote }, async ({ body: { title, text } }, reply) => {
  const [added] = await sql`
    insert into notes (title, text, created) values (${title}, ${text}, ${new Date()})
    on conflict (title) do nothing returning id, title, text, created`
  if (added === undefined) refuse(409, `There is a note called ${title} already.`)
  reply.code(201).header('Location', `/notes/${added.id}`)
  return added
})

function refuse(statusCode, message) {
  throw Object.assign(new Error(message), { statusCode })
}

await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
