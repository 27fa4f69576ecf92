import { appOf } from '../http/app-of.ts'
import { tasks } from './tasks.ts'

/** The tasks, for what runs against a server of them. */
export const app = appOf(tasks)
