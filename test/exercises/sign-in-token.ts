import { bearer, sameSecret } from '../../src/http.ts'

/** Whoever has the token of the environment's API_TOKEN. */
export const user = bearer(token => (sameSecret(token, process.env.API_TOKEN) ? { id: 'team' } : undefined))
