import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './build.ts'

/** Each feature stands in a module of its own, so an empty one in its place leaves the service without it. */
const emptyModules = {
  'security headers': {
    file: 'default-headers.js',
    text: 'export function sendWithEveryAnswer() {}',
  },
  'checked input': {
    file: 'parse-input.js',
    text: 'export const parseInput = (_schemas, parts) => parts',
  },
  metrics: {
    file: 'metrics.js',
    text: 'export function requestStarted() {}\nexport function requestEnded() {}',
  },
}

export type Removable = keyof typeof emptyModules

export const removable = Object.keys(emptyModules) as Removable[]

/** A copy of our compiled server without a feature. */
export function without(folder: string, feature: Removable): string {
  const { file, text } = emptyModules[feature]
  const copy = copyOf(folder)
  const path = join(copy, 'dist/src/http', file)
  // It fails for a module that has another name by now, whose feature would still be there.
  rmSync(path)
  writeFileSync(path, text)
  return copy
}

/** A copy of our compiled server whose table has so many more routes, ahead of its own. */
export function withMoreRoutes(folder: string, count: number): string {
  const copy = copyOf(folder)
  appendFileSync(
    join(copy, 'dist/src/routes.js'),
    `
const own = Object.entries(routes)
for (const [name] of own) delete routes[name]
for (let i = 0; i < ${count}; i++) {
  routes['more' + i] = { ...Object.fromEntries(own).hello, endpoint: \`GET /more\${i}/:name\` }
}
Object.assign(routes, Object.fromEntries(own))
`,
  )
  return copy
}

function copyOf(folder: string): string {
  const copy = temporaryFolder()
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
