/**
 * The face of the machinery: what your own code takes from it. `src/main.ts`, `src/routes.ts` and the files that you add
 * import from here, and from nothing in `src/http/`.
 *
 * The names here stay what they are. The files behind them may be moved, renamed or split by any `npm run upgrade`, which
 * then changes this file and none of yours.
 *
 *     import { Problem, route, text } from './http.ts'
 */
export type { Logger } from 'pino'
export { admit } from './http/admit.ts'
export { answerProblems } from './http/answer-problems.ts'
export { createApp } from './http/app.ts'
export type { Context } from './http/context.ts'
export { serveDocs } from './http/docs.ts'
export { from, varies } from './http/example-values.ts'
export { group, merge } from './http/group.ts'
export { apiKey, basic, bearer, type Guard, only } from './http/guard.ts'
export type { MoreOperations } from './http/openapi.ts'
export { optionalPart, type Part } from './http/optional-part.ts'
export { packageInfo } from './http/package-info.ts'
export { type InputError, Problem } from './http/problem.ts'
export { readSettings } from './http/read-settings.ts'
export { type Routes, route } from './http/route.ts'
export { sameSecret } from './http/same-secret.ts'
export { serveRoutes } from './http/serve-routes.ts'
export { serverOptionsFor } from './http/server-options.ts'
export { text } from './http/text.ts'
export { log } from './log.ts'
