import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import { bearer, only } from '../../src/http.ts'

/** The public keys of whoever signs the tokens, from the environment: a JSON Web Key Set. Nobody unless it is set. */
const keys = createLocalJWKSet(JSON.parse(process.env.KEY_SET ?? '{"keys":[]}'))

const wanted = {
  issuer: 'https://login.example.org',
  audience: 'https://api.example.org',
  algorithms: ['ES256'],
  requiredClaims: ['sub', 'exp'],
}

/** Whoever has a token that the issuer has signed for this service and that has not expired. */
export const user = bearer(async token => {
  try {
    const { payload } = await jwtVerify(token, keys, wanted)
    return { id: String(payload.sub), role: payload.role }
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
})

export const admin = only(user, ({ role }) => role === 'admin')
