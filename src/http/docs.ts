import { createHash } from 'node:crypto'
import express, { type Response, type Router } from 'express'
// The package's index would load the page's script into this process.
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path.js'
import { type MoreOperations, openApi, type ServiceInfo } from './openapi.ts'
import type { Routes } from './route.ts'

/**
 * Serves the API's description at /openapi.json and, at /docs, a page to read it and try it out (Swagger UI).
 *
 * Everything the page needs comes from this server, so that it works without the internet, and its links are relative,
 * so that it works behind a proxy's path.
 *
 * @param more operations of routers of your own, for what a table can't hold; none unless given
 * @throws {Error} if the table and `more` describe the same operation
 */
export function serveDocs(routes: Routes, info: ServiceInfo, more?: MoreOperations): Router {
  const document = file('json', `${JSON.stringify(openApi(routes, info, more))}\n`)
  const html = file('html', page(info.title))
  const script = file('js', start)
  const router = express.Router({ strict: true })
  router.all(['/openapi.json', '/docs', '/docs/'], (_req, res, next) => {
    res.locals.allow = 'GET, HEAD, OPTIONS'
    next()
  })
  router.get('/openapi.json', (_req, res) => document(res))
  router.get('/docs', (_req, res) => html(res))
  // On /docs/ the page's own links would be wrong. Relative, as they are: a proxy may have taken a path off. A 308 stands for
  // good like a 301, and a caller that follows it never changes the method.
  router.get('/docs/', (_req, res) => {
    res.redirect(308, '../docs')
  })
  router.get('/docs/start.js', (_req, res) => script(res))
  for (const asset of assets) {
    router.get(`/docs/${asset}`, (_req, res) =>
      res.sendFile(asset, { root: getAbsoluteFSPath(), maxAge: '1h' }),
    )
  }
  return router
}

/**
 * Sends a text that stays the same until the next release. Whoever keeps it asks each time whether it still holds, and is
 * answered 304 if so: nobody works with the description of an API that has changed.
 */
function file(type: string, content: string): (res: Response) => void {
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`
  return res => void res.set({ 'Cache-Control': 'no-cache', ETag: etag }).type(type).send(content)
}

/** Only those of Swagger UI's files that the page names: the others are sources, and a demo of another API. */
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', deepLinking: true })\n`

function page(title: string): string {
  const escaped = title.replace(/[&<>]/g, character => `&#${character.charCodeAt(0)};`)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped}</title>
    <link rel="icon" href="docs/favicon-32x32.png">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`
}
