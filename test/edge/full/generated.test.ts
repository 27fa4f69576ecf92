import { checkGenerated } from '../generated/check.ts'
import { startService } from '../start.ts'

checkGenerated('this service', startService, 20_000)
