import { group, merge } from '../../src/http.ts'
import { boardRoutes } from './board.ts'
import { notes } from './notes.ts'
import { user } from './sign-in-token.ts'

export const routes = merge(
  group({ tag: 'Notes', description: 'For the team', prefix: '/v1' }, notes),
  group({ tag: 'Notice board', guard: user }, boardRoutes),
)
