/**
 * Bytes of memory that this process has, or the code of the error if that cannot be known now: Linux tells it in a file, which
 * takes a descriptor.
 */
export function residentMemory(): number | string {
  try {
    return process.memoryUsage.rss()
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  }
}

/** Whether the error of that code says that there is no descriptor left, for this process or on the whole machine. */
export function isShortOfFiles(code: number | string): boolean {
  return code === 'EMFILE' || code === 'ENFILE'
}
