import { closeSync, openSync } from 'node:fs'
import { isatty } from 'node:tty'
import { log } from './journal.ts'

export type Commands = {
  stop(): void
  quit(): void
  reload(): void
  resize(difference: 1 | -1): void
}

const onWindows =
  'Windows has no signals: Ctrl-C stops the server. A reload (HUP) and a stop that answers first (TERM) take Docker Desktop or WSL'

/** Listens to the signals that gunicorn's users know. */
export function onSignals({ stop, quit, reload, resize }: Commands): void {
  const writesToTerminal = isatty(1)
  const isWindows = process.platform === 'win32'
  if (isWindows) log.info(onWindows)
  const actions: Partial<Record<NodeJS.Signals, () => void>> = {
    SIGTERM: stop,
    SIGINT: quit,
    SIGQUIT: quit,
    // Node's word for Ctrl-Break, and of SIGHUP for a window that is closed, on Windows.
    SIGBREAK: stop,
    // Who closes a terminal, or the screen around it, wants an end to what runs in it.
    SIGHUP: () => (isWindows || (writesToTerminal && !hasTerminal()) ? stop() : reload()),
    SIGTTIN: () => resize(1),
    SIGTTOU: () => resize(-1),
    SIGUSR1: () => log.info('There is no log file to reopen: the log goes to stdout'),
    SIGUSR2: () =>
      log.info(
        'A new supervisor cannot take over in place: SIGHUP reloads the code without losing a request',
      ),
  }
  for (const [signal, action] of Object.entries(actions)) {
    process.on(signal, () => {
      log.info(`Handling signal: ${signal.slice('SIG'.length).toLowerCase()}`)
      action()
    })
  }
}

/** Whether the process has a terminal, which it loses when that is closed (https://man7.org/linux/man-pages/man4/tty.4.html). */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'))
    return true
  } catch {
    return false
  }
}
