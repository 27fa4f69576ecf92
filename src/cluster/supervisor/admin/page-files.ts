import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { answer } from './answer.ts'

const require = createRequire(import.meta.url)

/** `npm run build` fills it. A server that runs from its source, as `npm run dev` starts it, looks where the build left it. */
const built = new URL(
  import.meta.url.endsWith('.ts') ? '../../../../dist/src/cluster/page/' : '../../page/',
  import.meta.url,
)

const scripts = [
  'page',
  'charts',
  'dom',
  'events',
  'figures',
  'format',
  'history',
  'rates',
  'series',
  'watch',
  'workers',
]

/** The files of the page, by path: all that it needs comes from this server, so that it works without the internet. */
export const pageFiles: Record<string, (response: ServerResponse) => void> = {
  '/': send('text/html', () => new URL('page.html', built)),
  '/page.css': send('text/css', () => new URL('page.css', built)),
  ...Object.fromEntries(
    scripts.map(name => [`/${name}.js`, send('text/javascript', () => new URL(`${name}.js`, built))]),
  ),
  '/uplot.css': send('text/css', () => require.resolve('uplot/dist/uPlot.min.css')),
  '/uplot.js': send('text/javascript', () => require.resolve('uplot/dist/uPlot.iife.min.js')),
}

/** A file is read when it is asked for, as most servers never are. */
function send(type: string, file: () => string | URL): (response: ServerResponse) => void {
  return response => answer(response, 200, type, readFileSync(file(), 'utf8'))
}
