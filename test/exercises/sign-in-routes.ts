import { z } from 'zod'
import { route, varies } from '../../src/http.ts'
import { user } from './sign-in-token.ts'

export const routes = {
  me: route('GET /me', {
    summary: 'Tells who calls',
    guard: user,
    returns: z.object({ id: z.string() }),
    examples: [{ returns: { id: varies('ada') } }],
    handler: ({ user }) => ({ id: user.id }),
  }),
}
