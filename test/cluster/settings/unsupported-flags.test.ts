import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '../../../src/cluster/failure.ts'
import { readOptions } from '../../../src/cluster/settings/options.ts'

/** Those that `gunicorn --help` lists, of version 20.1.0. */
const ofGunicorn = `
  --access-logfile --access-logformat --backlog --bind --ca-certs --capture-output --cert-reqs --certfile --chdir --check-config
  --ciphers --config --daemon --disable-redirect-access-to-syslog --do-handshake-on-connect --dogstatsd-tags
  --enable-stdio-inheritance --env --error-logfile --forwarded-allow-ips --graceful-timeout --group --help --initgroups
  --keep-alive --keyfile --limit-request-field_size --limit-request-fields --limit-request-line --log-config --log-file
  --log-level --log-syslog --log-syslog-facility --log-syslog-prefix --log-syslog-to --logger-class --max-requests
  --max-requests-jitter --name --no-sendfile --paste --paste-global --paster --pid --preload --print-config --proxy-allow-from
  --proxy-protocol --pythonpath --reload --reload-engine --reload-extra-file --reuse-port --spew --ssl-version --statsd-host
  --statsd-prefix --strip-header-spaces --suppress-ragged-eofs --threads --timeout --tolerate-dangerous-framing --umask --user --version --worker-class
  --worker-connections --worker-tmp-dir --workers -D -R -b -c -e -g -h -k -m -n -p -t -u -v -w`.match(/\S+/g)

for (const flag of ofGunicorn ?? []) {
  test(`${flag} of gunicorn is taken, or refused with what to do instead`, () => {
    assert.doesNotMatch(whatIsWrong([flag, '1']), /Unknown flag/)
  })
}

/** Why a command line is refused; nothing if it is not. */
function whatIsWrong(args: string[]): string {
  try {
    readOptions(args, {})
    return ''
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}
