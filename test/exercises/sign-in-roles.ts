import { bearer, only, sameSecret } from '../../src/http.ts'

/** Who may call, and the variable of the environment that holds the token of each. */
export const users = [
  { id: 'ada', role: 'admin', variable: 'ADA_TOKEN' },
  { id: 'grace', role: 'reader', variable: 'GRACE_TOKEN' },
]

export const user = bearer(token => users.find(({ variable }) => sameSecret(token, process.env[variable])))

export const admin = only(user, ({ role }) => role === 'admin')
