import {
  answerProblems,
  createApp,
  merge,
  optionalPart,
  packageInfo,
  type Routes,
  serveDocs,
  serveRoutes,
  serverOptionsFor,
} from './http.ts'
import { routes } from './routes.ts'

/** What the service keeps. It is a part that can go (README), and then nothing is kept. */
const state = await optionalPart('./state', import.meta.url)

/** All endpoints. */
export const table: Routes = merge(routes, state.routes ?? {})

/** The API, for the server to load (`main.ts:app`) and for tests to call; it does not listen by itself. */
export const app = createApp()

/** What the server calls: once before its workers start, when it is asked whether it is ready, and before a worker ends. */
export const { prepare, ready, close } = state

/** How the server makes the app's requests and responses; without them all works too, only slower. */
export const serverOptions = serverOptionsFor(app)

// Middleware for every call goes here, as in any Express app: app.use(cors())
app.use(serveRoutes(table))
app.use(serveDocs(table, packageInfo()))
// Ordinary routers go here, for what a table can't hold: app.use('/photos', photos)
app.use(answerProblems())
