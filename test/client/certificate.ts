/** A self-signed X.509 certificate out of node:crypto alone, so that the tests need no openssl program. */
import { generateKeyPairSync, sign } from 'node:crypto'

/** Object identifiers in DER. */
const ecdsaWithSha256 = '2a8648ce3d040302'
const commonName = '550403'

/**
 * A version 1 certificate (RFC 5280, section 4.1), which OpenSSL accepts for a server if it is told to trust it.
 *
 * @param lastDay after which it has expired; tomorrow unless given
 */
export function createCertificate(name: string, lastDay = new Date(Date.now() + 86_400_000)) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(objectId(ecdsaWithSha256))
  const holder = sequence(der(0x31, sequence(objectId(commonName), der(0x0c, Buffer.from(name)))))
  const validity = sequence(time(new Date(lastDay.getTime() - 2 * 86_400_000)), time(lastDay))
  const serialNumber = der(0x02, Buffer.from([1]))
  const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' })
  const toBeSigned = sequence(serialNumber, algorithm, holder, validity, holder, publicKeyInfo)

  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey))
  const cert = pem('CERTIFICATE', sequence(toBeSigned, algorithm, signature))
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) }
}

/** Tag, length and contents, in the length's short or long form. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const long = Buffer.from([0x82, length >> 8, length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length < 128 ? Buffer.from([length]) : long, content])
}

function sequence(...contents: Buffer[]): Buffer {
  return der(0x30, ...contents)
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

/** UTCTime: YYMMDDHHMMSSZ. */
function time(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`))
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`
}
