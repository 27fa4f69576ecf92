import { check } from './check.ts'
import { fullDisk } from './scenarios/disk.ts'

check(fullDisk)
