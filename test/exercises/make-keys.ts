/** Makes a pair of keys: the private one signs tokens and stays secret, the set of public ones is for the server. */
import { writeFileSync } from 'node:fs'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
const kid = await calculateJwkThumbprint(await exportJWK(publicKey))
const header = { kid, alg: 'ES256' }
const privateJwk = { ...header, ...(await exportJWK(privateKey)) }
const publicJwk = { ...header, ...(await exportJWK(publicKey)) }

writeFileSync('private-key.json', JSON.stringify(privateJwk), { mode: 0o600, flag: 'wx' })
writeFileSync('key-set.json', JSON.stringify({ keys: [publicJwk] }))
