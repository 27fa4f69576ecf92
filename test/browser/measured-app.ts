import { build } from '../cluster/build.ts'

/** The source of an app that measures its answers as those of this template do; the path says what it does. */
export const measuredApp = `
import { requestEnded, requestStarted } from '${build()}/src/http/metrics.js'
export const api = (request, response) => {
  requestStarted()
  const started = performance.now()
  const { method, url } = request
  response.on('close', () => requestEnded(method, response.statusCode, (performance.now() - started) / 1000, url))
  if (url === '/hang') for (;;);
  if (url === '/compute') { const end = performance.now() + 50; while (performance.now() < end); }
  response.statusCode = url === '/missing' ? 404 : 200
  response.end()
}`
