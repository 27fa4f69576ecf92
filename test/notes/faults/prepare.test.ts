import { check } from './check.ts'
import { prepareBesideWriter, prepareTogether } from './scenarios/prepare.ts'

check(prepareTogether)
check(prepareBesideWriter)
