/** The end of `npm run dev`: prints the server's log, which comes by stdin, with a request as a line of few words. */
import { printReadable } from './print-readable.ts'

const inTheMessage = 'method,path,route,status,ms,aborted,reason,err.type,err.message'

// What is typed after `npm run dev --` comes to this end of the pipe, and would be lost without a word.
const flags = process.argv.slice(2).join(' ')
if (flags !== '')
  console.error(
    `npm run dev takes no flags, and passes over ${flags}. Another port: PORT=8080 npm run dev; flags: npm start -- ${flags}`,
  )

// Ctrl-C reaches every program of the pipe: this one ends with the log, whose last lines say how the server ended.
process.on('SIGINT', () => {})
printReadable(process.stdin, {
  ignore: `pid,worker,id,${inTheMessage}`,
  messageFormat: '{if method}{method} {path} {status} in {ms} ms{end}{msg}',
})
