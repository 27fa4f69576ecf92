import { connect } from 'node:net'
import type { Answer } from '../http/socket.ts'

/**
 * Sends bytes and reads all answers until the server closes the connection.
 * @throws {Error} if it does not within 20 s
 */
export async function exchangeAll(port: number, bytes: Uint8Array): Promise<Answer[]> {
  return split(await converse(port, bytes))
}

function converse(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('latin1')
    socket.setTimeout(20_000, () =>
      reject(new Error(`The server does not close the connection after ${text}`)),
    )
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    // A server that refuses a request before it has read it all resets the connection when it closes it.
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    socket.write(bytes)
  })
}

/** Takes one answer after the other off the text: the head says how long each is. */
function split(text: string): Answer[] {
  if (text === '') return []
  const end = text.indexOf('\r\n\r\n') + 4
  const [statusLine = '', ...fields] = text.slice(0, end).trim().split('\r\n')
  const headers = new Headers(fields.map(field => field.split(/: ?(.*)/s).slice(0, 2) as [string, string]))
  const length = headers.has('transfer-encoding')
    ? text.indexOf('0\r\n\r\n', end) + '0\r\n\r\n'.length - end
    : Number(headers.get('content-length') ?? 0)
  const answer = { status: Number(statusLine.split(' ')[1]), headers, body: text.slice(end, end + length) }
  return [answer, ...split(text.slice(end + length))]
}
