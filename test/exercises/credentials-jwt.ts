import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** A pair of keys that only these tests know: the server takes the public one, the token is signed with the private one. */
const { publicKey, privateKey } = await generateKeyPair('ES256')
process.env.KEY_SET = JSON.stringify({ keys: [await exportJWK(publicKey)] })

const token = await new SignJWT({ role: 'admin' })
  .setProtectedHeader({ alg: 'ES256' })
  .setSubject('tester')
  .setIssuer('https://login.example.org')
  .setAudience('https://api.example.org')
  .setExpirationTime('1 hour')
  .sign(privateKey)

export const credentials: Record<string, string> = { authorization: `Bearer ${token}` }
