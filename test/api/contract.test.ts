/** The examples of the table are its tests: a new entry of src/routes.ts is tested here without an edit. */
import '../http/quiet.ts'
import { app } from '../../src/main.ts'
import { routes } from '../../src/routes.ts'
import { testExamples } from '../http/contract.ts'

testExamples(app, routes)
