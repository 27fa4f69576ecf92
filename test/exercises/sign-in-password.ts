import { basic, sameSecret } from '../../src/http.ts'

/** Names and passwords, from the environment: API_USERS='{"ada":"…","grace":"…"}'. Nobody unless it is set. */
const passwords = new Map<string, string>(Object.entries(JSON.parse(process.env.API_USERS ?? '{}')))

export const user = basic((name, password) =>
  sameSecret(password, passwords.get(name)) ? { id: name } : undefined,
)
