import { SSLError } from '../errors.ts'
import { targetOf } from '../url.ts'
import type { Finding, Reason } from './finding.ts'

/** What OpenSSL makes of an answer that is not TLS at all. */
const notTls = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'])

/** Codes of OpenSSL's certificate check, of which Node's documentation of tls has the list. */
const certificate =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/

/** A connection on which TLS could not be agreed on; undefined for any other code. */
export function tlsFinding(url: URL, { code, message }: Reason): Finding | undefined {
  const target = targetOf(url)
  if (notTls.has(code)) {
    return {
      Kind: SSLError,
      message: `${target} does not speak https`,
      code,
      hint: `Write http://${target} instead.`,
    }
  }
  if (code === 'CERT_HAS_EXPIRED') {
    const hint = 'Renew it on the server. Or is the clock of this machine wrong?'
    return { Kind: SSLError, message: `the certificate of ${target} has expired`, code, hint }
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const hint = 'Call the server by the name that its certificate has.'
    return { Kind: SSLError, message: `the certificate of ${target} is for another name`, code, hint }
  }
  if (certificate.test(code)) {
    return {
      Kind: SSLError,
      message: `nobody known vouches for the certificate of ${target} (${code})`,
      code,
      hint: 'Self-signed? If you trust it, start the client with NODE_EXTRA_CA_CERTS=CERTIFICATE.pem.',
    }
  }
  if (!/^ERR_(SSL|TLS)_/.test(code)) return undefined
  return { Kind: SSLError, message: `no TLS with ${target}: ${message}`, code }
}
