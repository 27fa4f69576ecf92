import { appOf } from '../http/app-of.ts'
import { notes } from './notes.ts'

/** The notes, for what runs against a server of them. */
export const app = appOf(notes)
