/** The credentials of docs/sign-in.md with which the tests of an API sign in by a JWT. */
import '../http/quiet.ts'
import type { Routes } from '../../src/http.ts'
import { appOf } from '../http/app-of.ts'
import { testExamples } from '../http/contract.ts'
import { credentials } from './credentials-jwt.ts'
import { routes } from './sign-in-routes.ts'

const { admin } = await import('./sign-in-jwt.ts')
const table = { me: { ...routes.me, guard: admin } as unknown as Routes[string] }

testExamples(appOf(table), table, credentials)
