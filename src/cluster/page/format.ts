/** Figures as people read them, in the language of their browser. */

export function count(number: number): string {
  return Math.round(number).toLocaleString()
}

/** @param milliseconds null where there was nothing to measure */
export function duration(milliseconds: number | null): string {
  if (milliseconds === null) return '–'
  if (milliseconds < 1) return '< 1 ms'
  return milliseconds < 10_000 ? `${count(milliseconds)} ms` : `${count(milliseconds / 1000)} s`
}

export function memory(bytes: number): string {
  return `${count(bytes / 2 ** 20)} MiB`
}

/** How long something has lasted: 12 s, 5 min, 3 h, 2 days. */
export function age(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`
}

export function clock(time: Date): string {
  return time.toLocaleTimeString(undefined, { hour12: false })
}
