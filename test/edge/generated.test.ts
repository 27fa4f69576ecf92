/** The short run of every day; full/generated.test.ts has the long one. */
import '../http/quiet.ts'
import { checkGenerated } from './generated/check.ts'
import { startRichTable } from './generated/rich-table.ts'
import { startService } from './start.ts'

checkGenerated('this service', startService, 500)
checkGenerated('a table with a bit of everything', startRichTable, 500)
