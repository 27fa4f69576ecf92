/** Flags of gunicorn that have no meaning here, and why. */
export const absent: { names: string[]; why: string }[] = [
  {
    names: ['k', 'worker-class'],
    why: 'every worker is an event loop, which is what gevent and uvicorn workers are',
  },
  {
    names: ['threads'],
    why: 'a worker answers many requests at once on its event loop. For more CPU, add --workers',
  },
  {
    names: ['worker-connections'],
    why: 'a busy worker accepts nothing, so connections go to the others by themselves',
  },
  { names: ['preload'], why: 'Node cannot fork a process that has already loaded the app' },
  { names: ['reload', 'reload-extra-file'], why: 'npm run dev restarts on save' },
  { names: ['D', 'daemon'], why: 'run it under screen, systemd or Docker' },
  { names: ['u', 'g', 'user', 'group'], why: 'start it as the user and group it should run as' },
  {
    names: ['access-logfile', 'access-logformat', 'error-logfile', 'log-file', 'capture-output'],
    why: 'the log is JSON on stdout; --no-access-log leaves out the line for each request',
  },
  { names: ['statsd-host', 'statsd-prefix'], why: '--admin serves /metrics for Prometheus' },
  { names: ['certfile', 'keyfile'], why: 'let a proxy in front, such as Caddy or nginx, speak TLS' },
]
