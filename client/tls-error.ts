import { SSLError } from './errors.ts'
import type { Finding } from './transport-error.ts'
import { targetOf } from './url.ts'

/** Codes of OpenSSL's certificate check that do not begin with one of its prefixes; Node's tls documentation lists them. */
const certificateCodes =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)/

/** What OpenSSL makes of an answer that is not TLS at all. */
const notTls = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'])

export function isTlsCode(code: string): boolean {
  return /^ERR_(SSL|TLS)_/.test(code) || code === 'EPROTO' || certificateCodes.test(code)
}

export function tlsFinding(url: URL, code: string, message: string): Finding {
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
    return {
      Kind: SSLError,
      message: `the certificate of ${target} has expired`,
      code,
      hint: 'Renew it on the server.',
    }
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const hint = 'Call the server by the name that stands in its certificate.'
    return { Kind: SSLError, message: `the certificate of ${target} is for another name`, code, hint }
  }
  if (certificateCodes.test(code)) {
    return {
      Kind: SSLError,
      message: `nobody known vouches for the certificate of ${target} (${code})`,
      code,
      hint: 'Self-signed? If you trust it, start the client with NODE_EXTRA_CA_CERTS=CERTIFICATE.pem in its environment.',
    }
  }
  return { Kind: SSLError, message: `TLS with ${target} failed: ${message}`, code }
}
