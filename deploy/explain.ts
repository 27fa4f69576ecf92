/** The VM as the user typed it, and its name or address on the network. */
type Where = { destination: string; host: string }

/** What ssh, apt, Docker and npm say when they fail, and what to do about it. The first that matches is taken. */
const reasons: [pattern: RegExp, advice: (vm: Where, match: RegExpExecArray) => string][] = [
  // Its last line already says what to do.
  [/^provision: error: (.*)$/m, ({ host }, match) => `Provisioning ${host}: ${match[1]}`],
  [/spawn ssh ENOENT/, () => 'There is no ssh on this machine. Install the OpenSSH client.'],
  [
    /Could not resolve hostname/,
    ({ host }) =>
      `There is no host called ${host}. Check the spelling, and whether its network needs a VPN from here.`,
  ],
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    ({ host }) =>
      `${host} shows another host key than last time. If the VM has been made anew, forget the old key: ssh-keygen -R ${host}. If not, somebody may be in between: ask who runs it.`,
  ],
  [
    /Host key verification failed|No .* host key is known/,
    ({ host, destination }) =>
      `The host key of ${host} is not known here and was not accepted. Run ssh ${destination}, compare the fingerprint, answer yes, then deploy again.`,
  ],
  [
    /Permission denied \((.*)\)|Too many authentication failures/,
    ({ destination, host }) =>
      `${host} does not let you in as ${destination}. Check the user's name, and that the VM has your public key: ssh-copy-id ${destination}`,
  ],
  [
    /connect to host .*Connection refused/,
    ({ host }) =>
      `${host} is there, but nothing answers ssh at it. Check the name, and that the VM has finished starting.`,
  ],
  [
    /^ssh: connect to host .*|^(?:Connection (?:closed|reset) by|Timeout, server) .*/m,
    ({ host }) =>
      `${host} does not answer. Check that the VM is switched on, that the network here (or the VPN) reaches it, and that its firewall lets ssh in.`,
  ],
  [
    /No space left on device|ENOSPC|enough free space|Disk quota exceeded/,
    ({ host, destination }) =>
      `The disk of ${host} is full. See what takes the room (ssh ${destination} df -h); old images go with: ssh ${destination} docker system prune`,
  ],
  [
    /address already in use|port is already allocated/i,
    ({ host }) => `Another program on ${host} has taken the port. Stop it, or choose another port: --port N`,
  ],
  [
    /permission denied while trying to connect to the Docker daemon/i,
    ({ host }) =>
      `You may not use Docker on ${host} yet. End your other ssh sessions there (ssh keeps them open), and deploy again.`,
  ],
  [
    /Cannot connect to the Docker daemon/,
    ({ host, destination }) =>
      `Docker does not run on ${host}. Start it: ssh -t ${destination} sudo service docker start`,
  ],
  [
    // The last but one only at the end of a line: Docker also shows the command that would have said it.
    /EAI_AGAIN|ENOTFOUND|ETIMEDOUT|ENETUNREACH|ECONNREFUSED|Temporary failure in name resolution|failed to resolve source metadata|failed to do request|network timeout at|no answer of the npm registry$|i\/o timeout/m,
    ({ host }) =>
      `${host} does not reach the npm registry or Docker's. It needs a way out to the network (HTTPS and DNS): ask whoever runs it.`,
  ],
]

/** One line that says why a command failed, from what it printed; undefined if the reason is not known. */
export function explain(output: string, vm: Where): string | undefined {
  for (const [pattern, advice] of reasons) {
    const match = pattern.exec(output)
    if (match) return advice(vm, match)
  }
  return undefined
}
