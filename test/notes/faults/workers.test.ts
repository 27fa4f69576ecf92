import { check } from './check.ts'
import { killConnections, killWorkers, reload } from './scenarios/workers.ts'

check(reload)
check(killWorkers)
check(killConnections)
