import type { Express } from 'express'
import { z } from 'zod'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { serveDocs } from '../../src/http/docs.ts'
import type { Routes } from '../../src/http/route.ts'
import { type ServeRoutesOptions, serveRoutes } from '../../src/http/serve-routes.ts'

/** The same app as src/main.ts makes, of another table. */
export function appOf(routes: Routes, options?: ServeRoutesOptions): Express {
  const app = createApp()
  app.use(serveRoutes(routes, options))
  app.use(serveDocs(routes, { title: 'Sample', version: '1.2.3' }))
  app.use(answerProblems())
  return app
}

/** What an entry needs besides its handler, where a test is not about it: the answer is `{}`. */
export const answersNothing = {
  summary: '',
  returns: z.object({}),
  examples: [{ returns: {} }] as [{ returns: Record<string, never> }],
}
