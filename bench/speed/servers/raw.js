// node:http and nothing else: no log, no check of the input, no headers but type and length. The floor.
import { createServer } from 'node:http'
import { distance } from './distance.js'

const hello = '/hello/'

createServer((req, res) => {
  const { method, url } = req
  if (method === 'GET' && url === '/') return send(res, 'text/plain; charset=utf-8', 'Hello, world')
  if (method === 'GET' && url.startsWith(hello)) {
    return sendJson(res, { message: `Hello there, ${decodeURIComponent(url.slice(hello.length))}` })
  }
  if (method === 'POST' && url === '/distance') {
    let text = ''
    req.setEncoding('utf8')
    req.on('data', chunk => {
      text += chunk
    })
    req.on('end', () => {
      const { a, b } = JSON.parse(text)
      sendJson(res, { distance: distance(a, b), a, b })
    })
    return
  }
  res.writeHead(404).end()
}).listen(Number(process.env.PORT), '127.0.0.1')

function sendJson(res, value) {
  send(res, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`)
}

function send(res, type, body) {
  res.writeHead(200, ['Content-Type', type, 'Content-Length', String(Buffer.byteLength(body))])
  res.end(body)
}
