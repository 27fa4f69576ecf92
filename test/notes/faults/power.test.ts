import { check } from './check.ts'
import { killPostgres, powerCut } from './scenarios/power.ts'

check(powerCut)
check(killPostgres)
