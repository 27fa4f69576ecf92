import { check } from './check.ts'
import { locked, lockedFile, stopped, usedUp } from './scenarios/away.ts'

check(stopped)
check(usedUp)
check(locked)
check(lockedFile)
