import { z } from 'zod'
import { route } from '../../src/http.ts'
import { admin, users } from './sign-in-roles.ts'

export const routes = {
  users: route('GET /users', {
    summary: 'Lists who may call',
    guard: admin,
    returns: z.array(z.object({ id: z.string(), role: z.string() })),
    examples: [
      {
        returns: [
          { id: 'ada', role: 'admin' },
          { id: 'grace', role: 'reader' },
        ],
      },
    ],
    handler: () => users,
  }),
}
