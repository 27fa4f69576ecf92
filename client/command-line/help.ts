/** What --help prints. */
export const help = `Calls every endpoint of a server and prints the answers.

  npm run client                                       localhost, port 5000
  npm run client vcm-3461.vm.duke.edu                  another machine, port 5000 unless given
  npm run client -- --host HOST [--host HOST] [FLAGS]  (the -- hands flags through npm)
  npm run client -- --roster FILE                      many machines, one table

What is called: the server's OpenAPI document, or else the lecture's endpoints.
  --spec FILE|URL    calls what this OpenAPI document (JSON) describes
  --contract FILE    makes the calls of this file, as --list --json writes them
  --only TEXT        only calls whose method and path contain TEXT
  --list             shows the calls, and makes none
  --repeat N         makes all calls N times, each on a new connection, as different users would,
                     and says which worker answered, if the server does (X-Served-By)

How it is called
  --wait[=SECONDS]   first waits until the server answers, 30 s unless given
  --timeout SECONDS  for each call, 10 unless given
  --roster FILE      lines of HOST [LABEL], or CSV; "-" reads from stdin
  --jobs N           machines at the same time, 16 unless given

What is printed
  --verbose          requests and headers as well, and a curl command that does the same
  --json             one JSON object a line
  --csv              the roster's table as CSV

CLIENT_HOST names the host if nothing else does. NO_COLOR and FORCE_COLOR are respected.
Exit code: 0 all as expected, 1 a wrong answer, 2 usage, 3 no answer, 130 interrupted.`
