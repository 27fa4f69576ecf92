import { z } from 'zod'
import { from, Problem, route, text, varies } from '../../src/http.ts'

/** The notice board, and its version, which is another one after every change. */
const board = { text: 'Lunch at noon', version: 1 }

/** @throws {Problem} if the board has another version by now: a 412. */
function write(text: string, version: string): void {
  if (version !== tag()) throw new Problem(412, 'Somebody has written meanwhile. Read the board again.')
  board.text = text
  board.version += 1
}

/** The version as HTTP writes one: in quotation marks. */
const tag = () => `"${board.version}"`

const notice = z.object({ text: text(0, 1000) })

const readBoard = route('GET /board', {
  summary: 'Reads the notice board',
  returns: notice,
  sets: { ETag: { description: 'The version of the board', example: '"1"' } },
  examples: [{ returns: { text: varies('Lunch at noon') } }],
  handler: ({ reply }) => {
    reply.set('ETag', tag())
    return board
  },
})

export const boardRoutes = {
  readBoard,

  writeBoard: route('PUT /board', {
    summary: 'Writes on the notice board, if nobody else has since it was read',
    headers: z.object({ 'if-match': z.string() }),
    body: notice,
    returns: notice,
    sets: { ETag: 'The new version of the board' },
    problems: { 412: 'Somebody else has written since' },
    examples: [
      {
        headers: { 'if-match': from(readBoard, 'ETag') },
        body: { text: 'Lunch at one' },
        returns: { text: 'Lunch at one' },
      },
      { headers: { 'if-match': '"0"' }, body: { text: 'No lunch' }, problem: 412 },
    ],
    handler: ({ headers, body, reply }) => {
      write(body.text, headers['if-match'])
      reply.set('ETag', tag())
      return board
    },
  }),
}
