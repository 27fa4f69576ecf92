/** The examples of the table are its tests: a new entry of src/routes.ts is tested here without an edit. */
import '../http/quiet.ts'
import { testExamples } from '../http/contract.ts'
import { credentials } from './credentials.ts'

// The app reads its environment while it loads, so after the credentials have set theirs.
const { app } = await import('../../src/main.ts')
const { routes } = await import('../../src/routes.ts')

testExamples(app, routes, credentials)
