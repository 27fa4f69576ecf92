import { answerProblems, createApp, packageInfo, serveDocs, serveRoutes, serverOptionsFor } from './http.ts'
import { routes } from './routes.ts'

/** The API, for the server to load (`main.ts:app`) and for tests to call; it does not listen by itself. */
export const app = createApp()

/** How the server makes the app's requests and responses; without them all works too, only slower. */
export const serverOptions = serverOptionsFor(app)

// Middleware for every call goes here, as in any Express app: app.use(cors())
app.use(serveRoutes(routes))
app.use(serveDocs(routes, packageInfo()))
// Ordinary routers go here, for what a table can't hold: app.use('/photos', photos)
app.use(answerProblems())
