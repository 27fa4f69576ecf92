/** Flags of gunicorn that have no meaning here, and why. */
export const unsupported: { names: string[]; why: string }[] = [
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
  { names: ['reload', 'reload-engine', 'reload-extra-file'], why: 'npm run dev restarts on save' },
  {
    names: ['reuse-port'],
    why: 'all workers accept on one socket; with one each, connections that wait on a worker would be lost with it',
  },
  { names: ['chdir'], why: 'change the directory before the command' },
  { names: ['e', 'env'], why: 'set it before the command: NAME=VALUE npm start' },
  { names: ['m', 'umask'], why: 'call umask before the command. Socket files are open to all users' },
  { names: ['worker-tmp-dir'], why: 'workers report over a pipe, and need no file' },
  { names: ['D', 'daemon'], why: 'run it under screen, systemd or Docker' },
  {
    names: ['u', 'g', 'user', 'group', 'initgroups'],
    why: 'start it as the user and group it should run as',
  },
  {
    names: [
      'access-logfile',
      'access-logformat',
      'disable-redirect-access-to-syslog',
      'error-logfile',
      'log-file',
      'capture-output',
      'logger-class',
      'log-config',
      'log-syslog',
      'log-syslog-to',
      'log-syslog-prefix',
      'log-syslog-facility',
    ],
    why: 'the log is JSON on stdout; --no-access-log leaves out the line for each request',
  },
  {
    names: ['statsd-host', 'statsd-prefix', 'dogstatsd-tags'],
    why: '--admin serves /metrics for Prometheus',
  },
  { names: ['control-socket', 'no-control-socket'], why: '--admin serves /status and /metrics over HTTP' },
  {
    names: ['proxy-protocol', 'proxy-allow-from'],
    why: 'let the proxy send X-Forwarded-For, and name it in --forwarded-allow-ips',
  },
  {
    names: ['strip-header-spaces', 'tolerate-dangerous-framing'],
    why: 'such requests are always refused, because two servers may read them differently',
  },
  { names: ['spew'], why: 'npm run dev, node --inspect and node --cpu-prof show what runs' },
  {
    names: ['pythonpath', 'paste', 'paster', 'paste-global', 'no-sendfile', 'R', 'enable-stdio-inheritance'],
    why: 'it is about Python',
  },
  {
    names: [
      'certfile',
      'keyfile',
      'ssl-version',
      'cert-reqs',
      'ca-certs',
      'ciphers',
      'suppress-ragged-eofs',
      'do-handshake-on-connect',
    ],
    why: 'let a proxy in front, such as Caddy or nginx, speak TLS',
  },
]
