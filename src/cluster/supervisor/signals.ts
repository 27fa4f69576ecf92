import { log } from '../../log.ts'

export type Commands = {
  stop(): void
  quit(): void
  reload(): void
  resize(difference: 1 | -1): void
}

/** Listens to the signals that gunicorn's users know. */
export function onSignals({ stop, quit, reload, resize }: Commands): void {
  const actions: Partial<Record<NodeJS.Signals, () => void>> = {
    SIGTERM: stop,
    SIGINT: quit,
    SIGQUIT: quit,
    SIGHUP: reload,
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
