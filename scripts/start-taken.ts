/** What `npm start` runs where its port is taken: node --import tsx scripts/start-taken.ts HOST PORT */
import { takenPort } from './taken-port.ts'

const [host, port] = process.argv.slice(2)
console.error(await takenPort(Number(port), other => `npm start -- --bind ${host}:${other}`))
process.exitCode = 1
