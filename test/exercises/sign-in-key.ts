import { apiKey, sameSecret } from '../../src/http.ts'

/** Whoever sends the key of the environment's API_KEY in the header X-API-Key. */
export const user = apiKey('X-API-Key', key =>
  sameSecret(key, process.env.API_KEY) ? { id: 'team' } : undefined,
)
