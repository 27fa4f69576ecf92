import { stripVTControlCharacters } from 'node:util'

/** How a terminal erases the line that the cursor is on. Source: ECMA-48, 8.3.41 (EL). */
const erased = '\r\u001b[2K'

export type Progress = {
  /** The step has printed something. */
  heard(text: string): void
  end(): void
}

/**
 * Says, once a second, that a step goes on, for how long, and what it printed last, on a line that is gone at the end. Only on a
 * terminal: a file or a log of CI stays without it.
 */
export function showProgress(terminal: NodeJS.WriteStream = process.stderr): Progress {
  if (!terminal.isTTY) return { heard() {}, end() {} }
  const began = performance.now()
  let last = ''
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000)
    const text = `  ${seconds} s${last && ` · ${last}`}`
    terminal.write(erased + text.slice(0, terminal.columns - 1))
  }, 1000)
  return {
    heard(text) {
      terminal.write(erased)
      const lines = stripVTControlCharacters(text).split(/\p{Cc}/u)
      last = lines.findLast(line => line.trim() !== '')?.trim() ?? last
    },
    end() {
      clearInterval(timer)
      terminal.write(erased)
    },
  }
}
