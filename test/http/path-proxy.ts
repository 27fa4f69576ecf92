import { type RequestListener, request } from 'node:http'

/**
 * A proxy as nginx's `location /course/ { proxy_pass http://127.0.0.1:PORT/; }`: it takes `prefix` off the path, and the
 * server behind it sees only the rest. Other paths are a 404 of its own.
 *
 * @param seen gets the path of each request, as it came
 */
export function pathProxy(port: number, prefix: string, seen: string[]): RequestListener {
  return (req, res) => {
    const { url = '', method, headers } = req
    seen.push(url)
    if (!url.startsWith(`${prefix}/`)) return void res.writeHead(404).end()
    const onward = request({ port, method, headers, path: url.slice(prefix.length) }, answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    })
    req.pipe(onward)
  }
}
