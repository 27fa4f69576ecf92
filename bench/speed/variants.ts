import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, copySources } from './build.ts'

/** Each feature stands in a module of its own, so an empty one in its place leaves the service without it. */
const emptyModules = {
  'security headers': {
    file: 'default-headers.ts',
    text: 'export function sendWithEveryAnswer() {}',
  },
  'checked input': {
    file: 'parse-input.ts',
    text: 'export const parseInput = (_schemas, parts) => parts',
  },
  metrics: {
    file: 'metrics.ts',
    text: 'export function requestStarted() {}\nexport function requestEnded() {}',
  },
}

export type Removable = keyof typeof emptyModules

export const removable = Object.keys(emptyModules) as Removable[]

/** Our server without a feature, built in a folder of its own. */
export function without(feature: Removable): string {
  const { file, text } = emptyModules[feature]
  const folder = copySources()
  const path = join(folder, 'src/http', file)
  // It fails for a module that has another name by now, whose feature would still be there.
  rmSync(path)
  writeFileSync(path, text)
  return build(folder)
}

/** Our server with so many more routes in its table, ahead of its own. */
export function withMoreRoutes(count: number): string {
  const folder = copySources()
  appendFileSync(
    join(folder, 'src/routes.ts'),
    `
const own = Object.entries(routes)
for (const [name] of own) delete routes[name]
for (let i = 0; i < ${count}; i++) {
  routes['more' + i] = { ...Object.fromEntries(own).hello, endpoint: \`GET /more\${i}/:name\` }
}
Object.assign(routes, Object.fromEntries(own))
`,
  )
  return build(folder)
}
