import { group, merge } from '../../src/http.ts'
import { boardRoutes } from './board.ts'
import { user } from './sign-in-token.ts'
import { tasks } from './tasks.ts'

export const routes = merge(
  group({ tag: 'Tasks', description: 'For the team', prefix: '/v1' }, tasks),
  group({ tag: 'Notice board', guard: user }, boardRoutes),
)
