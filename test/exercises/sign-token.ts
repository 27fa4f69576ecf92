/** Prints a token for trying out: node --import tsx scripts/sign-token.ts USER ROLE */
import { readFileSync } from 'node:fs'
import { importJWK, SignJWT } from 'jose'

const [user = 'ada', role = 'reader'] = process.argv.slice(2)
const jwk = JSON.parse(readFileSync('private-key.json', 'utf8'))
const token = await new SignJWT({ role })
  .setProtectedHeader({ alg: jwk.alg, kid: jwk.kid })
  .setSubject(user)
  .setIssuer('https://login.example.org')
  .setAudience('https://api.example.org')
  .setIssuedAt()
  .setExpirationTime('1 hour')
  .sign(await importJWK(jwk))

console.log(token)
