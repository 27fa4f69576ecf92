/** The examples of the table are its tests: a new entry of src/routes.ts is tested here without an edit. */
import { testExamples } from '../http/contract.ts'
import { credentials } from './credentials.ts'
import { app, table } from './service.ts'

testExamples(app, table, credentials)
